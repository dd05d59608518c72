package io.github.milvusretention.console.access.oidc;

import static io.github.milvusretention.console.access.RunningConsole.PASSWORD;
import static io.github.milvusretention.console.access.Visitor.SESSION;
import static io.github.milvusretention.console.access.Visitor.location;
import static io.github.milvusretention.console.access.oidc.OidcConsole.person;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusretention.console.access.Visitor;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Logging out ends the session here and at the provider; so does the time, here. */
class OidcLogOutTest {
  private final OidcConsole live;

  OidcLogOutTest(OidcConsole live) {
    this.live = live;
  }

  @BeforeEach
  void nobodyIsKnown() {
    live.reset();
  }

  private HttpResponse<String> logOut(Visitor visitor) {
    return visitor.post("/policies", "/logout", Map.of());
  }

  @Test
  void logging_out_ends_the_session() {
    Visitor visitor = live.visitor();
    live.logIn(visitor, person("pia", "/ops"));
    String session = Objects.requireNonNull(visitor.cookies().get(SESSION));

    logOut(visitor);

    assertThat(live.visitor().withCookie(SESSION, session).get("/policies").statusCode())
        .isEqualTo(303);
  }

  @Test
  void it_ends_the_session_at_the_provider_and_leads_back() {
    Visitor visitor = live.visitor();
    live.logIn(visitor, person("pia", "/ops"));
    String back = "http://localhost:" + live.console.port() + "/login?out";

    String to = logOut(visitor).headers().firstValue("Location").orElseThrow();

    assertThat(to).startsWith(live.provider.issuer() + "/logout?");
    Map<String, String> asked = TestProvider.form(URI.create(to).getRawQuery());
    assertThat(asked).containsOnlyKeys("id_token_hint", "post_logout_redirect_uri");
    assertThat(asked.get("id_token_hint")).startsWith("eyJ");
    assertThat(asked).containsEntry("post_logout_redirect_uri", back);
    assertThat(visitor.get("/login?out").body()).contains("You are logged out.");
  }

  /** Its ID token would make an address that no server sends, or no proxy passes on. */
  @ParameterizedTest
  @ValueSource(ints = {400, 2000})
  void somebody_in_very_many_groups_is_logged_out_there_too(int many) {
    Visitor visitor = live.visitor();
    String[] groups =
        IntStream.range(0, many).mapToObj(i -> i == 0 ? "/ops" : "g" + i).toArray(String[]::new);
    live.logIn(visitor, person("pia", groups));

    HttpResponse<String> out = logOut(visitor);

    assertThat(out.statusCode()).isIn(302, 303);
    String to = out.headers().firstValue("Location").orElseThrow();
    assertThat(TestProvider.form(URI.create(to).getRawQuery()))
        .containsOnlyKeys("client_id", "post_logout_redirect_uri")
        .containsEntry("client_id", TestProvider.CLIENT);
  }

  /** What nginx takes of an answer's headers, unless it is told otherwise. */
  @ParameterizedTest
  @ValueSource(ints = {200, 250, 300, 350, 400})
  void the_answer_passes_a_proxy_however_many_groups_there_are(int many) {
    Visitor visitor = live.visitor();
    String[] groups =
        IntStream.range(0, many).mapToObj(i -> i == 0 ? "/ops" : "g" + i).toArray(String[]::new);
    live.logIn(visitor, person("pia", groups));

    assertThat(sizeOfHeaders(logOut(visitor))).isLessThan(4096);
  }

  private static int sizeOfHeaders(HttpResponse<String> answer) {
    return "HTTP/1.1 303 \r\n".length()
        + answer.headers().map().entrySet().stream()
            .flatMap(header -> header.getValue().stream().map(value -> header.getKey() + value))
            .mapToInt(header -> header.length() + ": \r\n".length())
            .sum();
  }

  /** Chromium holds what a form is redirected to against the policy of the form's page. */
  @Test
  void the_form_may_lead_to_the_provider_and_nowhere_else() {
    Visitor visitor = live.visitor();
    live.logIn(visitor, person("pia", "/ops"));

    assertThat(visitor.get("/policies").headers().firstValue("Content-Security-Policy"))
        .hasValue(
            "default-src 'self'; object-src 'none'; base-uri 'self'; form-action 'self' "
                + live.provider.issuer()
                + "; frame-ancestors 'none'");
  }

  @Test
  void a_user_of_the_rules_file_is_not_sent_to_the_provider() {
    Visitor visitor = live.visitor();
    visitor.logIn("vic", PASSWORD);

    assertThat(logOut(visitor).headers().firstValue("Location").orElseThrow())
        .doesNotContain(live.provider.issuer())
        .endsWith("/login?out");
  }

  @Test
  void a_session_ends_twelve_hours_after_the_log_in_whatever_is_asked_meanwhile() {
    Visitor pia = live.visitor();
    live.logIn(pia, person("pia", "/ops"));
    Visitor vic = live.visitor();
    vic.logIn("vic", PASSWORD);

    live.clock.pass(Duration.ofHours(11).plusMinutes(55));
    Visitor later = live.visitor();
    later.logIn("vic", PASSWORD);
    assertThat(pia.get("/policies").statusCode()).isEqualTo(200);
    assertThat(vic.get("/policies").statusCode()).isEqualTo(200);
    Map<String, String> form = pia.form("/policies");

    live.clock.pass(Duration.ofMinutes(5));
    assertThat(location(vic.get("/runs"))).isEqualTo("/login?to=%2Fruns");
    assertThat(location(pia.postExactly("/holds/new", form))).startsWith("/login?ended");
    assertThat(pia.get("/policies").statusCode()).isEqualTo(303);
    assertThat(later.get("/policies").statusCode()).as("logged in since").isEqualTo(200);
    vic.logIn("vic", PASSWORD);
    assertThat(vic.get("/policies").statusCode()).as("logged in again").isEqualTo(200);
  }
}
