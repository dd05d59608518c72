package io.github.milvusretention.console.access.oidc;

import static io.github.milvusretention.console.access.RunningConsole.PASSWORD;
import static io.github.milvusretention.console.access.Visitor.location;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusretention.console.access.RunningConsole;
import io.github.milvusretention.console.access.Visitor;
import io.github.milvusretention.tier.Slow;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A provider that is down, hangs or lies keeps nobody from work but who wants to log in by it. */
@Slow
class OidcProviderTest {
  private static final String START = "/login/oidc";

  private static final String NOT_NOW =
      "The provider of log-ins cannot be reached, or does not answer as it should.";

  private static HttpResponse<String> logIn(
      TestProvider provider, Visitor visitor, HttpResponse<String> sent, Object... groups) {
    provider.person = Map.of("preferred_username", "pia", "groups", List.of(groups));
    URI back = provider.logIn(sent.headers().firstValue("Location").orElseThrow());
    return visitor.get(back.getRawPath() + "?" + back.getRawQuery());
  }

  @Test
  void one_that_is_down_stops_no_daemon_and_works_once_it_is_back(@TempDir Path directory) {
    try (TestProvider provider = TestProvider.down();
        RunningConsole console =
            RunningConsole.start(directory, RunningConsole.USERS + provider.rules(""))) {
      Visitor visitor = console.visitor();

      HttpResponse<String> refused = visitor.get(START);

      assertThat(refused.statusCode()).isEqualTo(503);
      assertThat(refused.body()).contains(NOT_NOW);
      assertThat(visitor.get("/actuator/health/liveness").statusCode()).isEqualTo(200);
      assertThat(location(console.visitor().logIn("vic", PASSWORD))).isEqualTo("/policies");
      String why =
          "the provider "
              + URI.create(provider.issuer()).getAuthority()
              + " is not there: it cannot be reached";
      assertThat(console.log())
          .contains(
              "console: log-in of somebody whom the provider did not name refused, from 127.0.0.1: "
                  + why);

      provider.up();
      HttpResponse<String> sent =
          Awaitility.await()
              .atMost(Duration.ofSeconds(20))
              .until(() -> visitor.get(START), answer -> answer.statusCode() == 302);

      assertThat(location(logIn(provider, visitor, sent, "readers"))).isEqualTo("/policies");
      assertThat(visitor.get("/audit.json").body())
          .contains(
              why,
              "somebody whom the provider did not name",
              "\"act\":\"log in\"",
              "\"outcome\":\"refused\"");
    }
  }

  @Test
  void one_that_hangs_is_waited_for_so_long(@TempDir Path directory) {
    try (TestProvider provider = TestProvider.start();
        RunningConsole console = RunningConsole.start(directory, provider.rules(""))) {
      provider.hang();
      long begin = System.nanoTime();

      HttpResponse<String> refused = console.visitor().get(START);

      assertThat(refused.statusCode()).isEqualTo(503);
      assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(20));
      assertThat(console.log()).anyMatch(line -> line.endsWith("it did not answer within 5 s"));
      provider.answerAgain();
      Visitor visitor = console.visitor();
      HttpResponse<String> sent =
          Awaitility.await()
              .atMost(Duration.ofSeconds(20))
              .until(() -> visitor.get(START), answer -> answer.statusCode() == 302);

      provider.hang();
      assertThat(logIn(provider, visitor, sent, "readers").statusCode()).isEqualTo(503);
      assertThat(visitor.get("/policies").statusCode()).isEqualTo(302);
    }
  }

  @Test
  void one_that_calls_itself_otherwise_is_not_used(@TempDir Path directory) {
    try (TestProvider provider = TestProvider.start();
        RunningConsole console = RunningConsole.start(directory, provider.rules(""))) {
      provider.described = Map.of("issuer", provider.issuer() + "/");

      assertThat(console.visitor().get(START).statusCode()).isEqualTo(503);
      assertThat(console.log())
          .anyMatch(
              line ->
                  line.endsWith(
                      "it calls itself "
                          + provider.issuer()
                          + "/, which is not the issuer of the rules"));
    }
  }

  @Test
  void one_that_sends_tokens_over_the_network_in_plain_text_is_not_used(@TempDir Path directory) {
    try (TestProvider provider = TestProvider.start();
        RunningConsole console = RunningConsole.start(directory, provider.rules(""))) {
      provider.described = Map.of("token_endpoint", "http://id.example.org/token");

      assertThat(console.visitor().get(START).statusCode()).isEqualTo(503);
      assertThat(console.log())
          .anyMatch(
              line -> line.endsWith("its token_endpoint is missing, or is not an https address"));
    }
  }

  @Test
  void alone_there_is_no_form_and_the_addresses_are_as_with_users(@TempDir Path directory) {
    try (TestProvider provider = TestProvider.start();
        RunningConsole console =
            RunningConsole.start(
                directory,
                provider
                    .rules("scopes: [profile, groups]\nname-claim: sub\n")
                    .replace("[readers]", "['*']"),
                Map.of("server.forward-headers-strategy", "framework"))) {
      Visitor visitor = console.visitor().from("203.0.113.7");

      assertThat(location(visitor.get("/policies"))).isEqualTo("/login");
      assertThat(visitor.get("/login").body())
          .contains("Log in with localhost:")
          .doesNotContain("name=\"password\"");
      assertThat(visitor.postExactly("/login", Map.of("username", "vic")).statusCode())
          .isEqualTo(403);
      HttpResponse<String> sent = visitor.get(START);
      assertThat(sent.headers().firstValue("Location").orElseThrow())
          .contains("scope=openid%20profile%20groups");
      logIn(provider, visitor, sent);
      assertThat(visitor.get("/policies").body())
          .contains(">subject-1</span>")
          .as("whoever the provider lets in")
          .contains(">viewer</span>")
          .doesNotContain(">read-only</span>");
      HttpResponse<String> out = visitor.post("/policies", "/logout", Map.of());
      assertThat(out.headers().firstValue("Location").orElseThrow())
          .as("the provider does not say how to log out there")
          .doesNotContain(provider.issuer())
          .endsWith("/login?out");
      assertThat(out.headers().firstValue("Content-Security-Policy").orElseThrow())
          .contains("form-action 'self';");
    }
  }

  @Test
  void behind_a_proxy_the_way_back_has_its_prefix(@TempDir Path directory) {
    String[] proxy = {
      "X-Forwarded-For", "192.0.2.7",
      "X-Forwarded-Proto", "https",
      "X-Forwarded-Host", "ops.example",
      "X-Forwarded-Port", "443",
      "X-Forwarded-Prefix", "/retention"
    };
    try (TestProvider provider = TestProvider.start();
        RunningConsole console =
            RunningConsole.start(
                directory,
                provider.rules(""),
                Map.of("server.forward-headers-strategy", "framework"))) {
      Visitor visitor = console.visitor();
      provider.person = Map.of("preferred_username", "pia", "groups", List.of("readers"));

      assertThat(visitor.get("/login?to=/plan", proxy).body())
          .contains("href=\"/retention/login/oidc?to=/plan\"");
      HttpResponse<String> sent = visitor.get("/login/oidc?to=/plan", proxy);
      assertThat(sent.headers().allValues("Set-Cookie"))
          .singleElement()
          .asString()
          .contains("; Path=/retention/login/oidc", "; Secure");
      URI back = provider.logIn(sent.headers().firstValue("Location").orElseThrow());
      assertThat(back.toString()).startsWith("https://ops.example/retention/login/oidc/code?");
      HttpResponse<String> in =
          visitor.get(
              back.getRawPath().substring("/retention".length()) + "?" + back.getRawQuery(), proxy);

      assertThat(in.headers().firstValue("Location")).hasValue("/retention/plan");
      assertThat(in.headers().allValues("Set-Cookie"))
          .filteredOn(cookie -> cookie.startsWith(Visitor.SESSION + "="))
          .singleElement()
          .asString()
          .contains("; Secure");
    }
  }

  @Test
  void who_is_refused_is_in_the_audit_under_no_name_of_another(@TempDir Path directory) {
    try (TestProvider provider = TestProvider.start();
        RunningConsole console =
            RunningConsole.start(
                directory, RunningConsole.USERS + provider.rules("name-claim: nick\n"))) {
      Visitor reader = console.visitor("eve");
      for (String nick : List.of("norbert", "Ada")) {
        Visitor visitor = console.visitor();
        HttpResponse<String> sent = visitor.get(START);
        provider.person = Map.of("nick", nick, "groups", List.of("others"));
        URI back = provider.logIn(sent.headers().firstValue("Location").orElseThrow());
        assertThat(visitor.get(back.getRawPath() + "?" + back.getRawQuery()).statusCode())
            .isEqualTo(403);
      }
      console.visitor().get("/login/oidc/code?code=t0k3n&state=t0k3n");
      // One more is allowed every three seconds.
      HttpResponse<String> limited =
          Awaitility.await()
              .pollDelay(Duration.ZERO)
              .pollInterval(Duration.ofMillis(1))
              .atMost(Duration.ofMinutes(2))
              .until(
                  () -> returnedWithAnotherCode(console.visitor()),
                  answer -> answer.statusCode() == 429);

      assertThat(limited.headers().firstValue("Retry-After")).hasValue("60");
      String audit = reader.get("/audit.csv").body();
      assertThat(audit)
          .contains(
              "norbert",
              "none of the 1 groups in the claim groups has a role",
              "the provider calls them Ada, which is the name of a user or token of the rules",
              "it was not started in that browser, or was used or replaced since")
          .doesNotContain(",Ada,")
          .doesNotContain("t0k3n");
    }
  }

  @Test
  void a_token_of_a_program_has_a_name_that_nobody_gets(@TempDir Path directory) {
    try (TestProvider provider = TestProvider.start();
        RunningConsole console =
            RunningConsole.start(
                directory,
                provider.rules("")
                    + "    tokens:\n      PIA: {hash: 'sha256:"
                    + "0a".repeat(32)
                    + "', roles: [viewer]}\n")) {
      Visitor visitor = console.visitor();

      assertThat(logIn(provider, visitor, visitor.get(START), "readers").statusCode())
          .isEqualTo(403);
    }
  }

  private static HttpResponse<String> returnedWithAnotherCode(Visitor visitor) {
    String asked = visitor.get(START).headers().firstValue("Location").orElseThrow();
    String state = asked.replaceFirst(".*[?&]state=", "").replaceFirst("&.*", "");
    return visitor.get("/login/oidc/code?code=t0k3n&state=" + state);
  }
}
