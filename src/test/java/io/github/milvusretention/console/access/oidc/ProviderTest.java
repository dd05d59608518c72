package io.github.milvusretention.console.access.oidc;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.github.milvusretention.rules.console.ClientSecret;
import io.github.milvusretention.rules.console.Issuer;
import io.github.milvusretention.rules.console.OidcRules;
import io.github.milvusretention.rules.console.Role;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.client.ClientHttpRequest;
import org.springframework.mock.http.client.MockClientHttpRequest;
import org.springframework.mock.http.client.MockClientHttpResponse;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import tools.jackson.databind.json.JsonMapper;

/** Who asks the provider what it is, who waits for it, and what it may say. */
class ProviderTest {
  private static final String ISSUER = "https://id.example.org";
  private static final Duration SOON = Duration.ofSeconds(20);

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Map<String, Object> description =
      new HashMap<>(
          Map.of(
              "issuer", ISSUER,
              "authorization_endpoint", ISSUER + "/authorize",
              "token_endpoint", ISSUER + "/token",
              "jwks_uri", ISSUER + "/jwks"));
  private final AtomicInteger asked = new AtomicInteger();
  private volatile CountDownLatch hanging = new CountDownLatch(0);
  private volatile HttpStatus status = HttpStatus.OK;

  @AfterEach
  void stop() {
    hanging.countDown();
    threads.shutdownNow();
  }

  private static OidcRules rules() {
    return new OidcRules(
        new Issuer(ISSUER),
        "retention",
        new ClientSecret("s3cr3t"),
        "sub",
        "groups",
        List.of(),
        Map.of(Role.VIEWER, Set.of("*")));
  }

  private ClientHttpRequest call(URI uri, HttpMethod method) {
    asked.incrementAndGet();
    try {
      hanging.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    MockClientHttpResponse answer =
        new MockClientHttpResponse(
            JsonMapper.shared().writeValueAsString(description).getBytes(UTF_8), status);
    answer.getHeaders().setContentType(MediaType.APPLICATION_JSON);
    MockClientHttpRequest request = new MockClientHttpRequest(method, uri);
    request.setResponse(answer);
    return request;
  }

  private Future<ClientRegistration> want(Provider provider) {
    return threads.submit(() -> provider.findByRegistrationId(Provider.ID));
  }

  private static void isTurnedAway(Future<ClientRegistration> one) {
    assertThat(one)
        .failsWithin(SOON)
        .withThrowableOfType(ExecutionException.class)
        .withCauseInstanceOf(ProviderProblem.class);
  }

  private Future<ClientRegistration> asksAndHangs(Provider provider) {
    int before = asked.get();
    hanging = new CountDownLatch(1);
    Future<ClientRegistration> asker = want(provider);
    await().until(() -> asked.get() > before);
    return asker;
  }

  @Test
  void while_it_hangs_one_waits_for_it_and_nobody_else() {
    Provider provider = new Provider(rules(), this::call);
    Future<ClientRegistration> asker = asksAndHangs(provider);

    for (int i = 0; i < 20; i++) {
      isTurnedAway(want(provider));
    }

    assertThat(asker).isNotDone();
    hanging.countDown();
    assertThat(asker).succeedsWithin(SOON);
    assertThat(want(provider)).succeedsWithin(SOON);
    assertThat(asked).hasValue(1);
  }

  @Test
  void who_comes_with_the_first_gets_the_same_answer() {
    Provider provider = patient();
    Future<ClientRegistration> asker = asksAndHangs(provider);
    FutureTask<ClientRegistration> other =
        new FutureTask<>(() -> provider.findByRegistrationId(Provider.ID));
    Thread thread = new Thread(other);
    thread.start();
    await().until(() -> thread.getState() == Thread.State.TIMED_WAITING);

    hanging.countDown();

    assertThat(asker).succeedsWithin(SOON);
    assertThat(other).succeedsWithin(SOON);
    assertThat(asked).hasValue(1);
  }

  @Test
  void once_it_has_failed_nobody_waits_but_who_asks() {
    Provider provider = patient();
    status = HttpStatus.SERVICE_UNAVAILABLE;
    isTurnedAway(want(provider));
    status = HttpStatus.OK;
    Future<ClientRegistration> asker = asksAndHangs(provider);

    isTurnedAway(want(provider));

    assertThat(asker).isNotDone();
    hanging.countDown();
    assertThat(asker).succeedsWithin(SOON);
    assertThat(asked).hasValue(2);
  }

  @Test
  void one_that_failed_is_not_asked_again_at_once() {
    Provider provider = new Provider(this::discovered, Duration.ZERO, Duration.ofHours(1));
    status = HttpStatus.SERVICE_UNAVAILABLE;

    isTurnedAway(want(provider));
    isTurnedAway(want(provider));

    assertThat(asked).hasValue(1);
    assertThat(provider.known()).isEmpty();
  }

  /** Nobody waits so long, in any of the tests. */
  private Provider patient() {
    return new Provider(this::discovered, Duration.ofHours(1), Duration.ZERO);
  }

  private ClientRegistration discovered() {
    return new Discovery(rules(), this::call).ask();
  }

  /** Some write what they do not have. */
  @ParameterizedTest
  @ValueSource(strings = {"userinfo_endpoint", "end_session_endpoint"})
  void what_it_need_not_have_may_be_null(String endpoint) {
    description.put(endpoint, null);
    Provider provider = new Provider(rules(), this::call);

    assertThat(provider.findByRegistrationId(Provider.ID).getClientId()).isEqualTo("retention");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "authorization_endpoint",
        "token_endpoint",
        "jwks_uri",
        "userinfo_endpoint",
        "end_session_endpoint"
      })
  void one_elsewhere_leads_to_nothing_on_this_machine_in_plain_text(String endpoint) {
    description.put(endpoint, "http://localhost:8080/runs");
    Provider provider = new Provider(rules(), this::call);

    assertThatExceptionOfType(ProviderProblem.class)
        .isThrownBy(() -> provider.findByRegistrationId(Provider.ID))
        .withMessage("its " + endpoint + " is missing, or is not an https address");
  }
}
