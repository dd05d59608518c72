package io.github.milvusretention.console.access.oidc;

import static io.github.milvusretention.console.access.Visitor.SESSION;
import static io.github.milvusretention.console.access.Visitor.location;
import static io.github.milvusretention.console.access.oidc.OidcConsole.START;
import static io.github.milvusretention.console.access.oidc.OidcConsole.follow;
import static io.github.milvusretention.console.access.oidc.OidcConsole.person;
import static io.github.milvusretention.console.access.oidc.OidcConsole.toProvider;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusretention.console.access.Visitor;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.Date;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What comes back from the provider, or seems to, and is no log-in. */
class OidcRefusalTest {
  private final OidcConsole live;

  OidcRefusalTest(OidcConsole live) {
    this.live = live;
  }

  @BeforeEach
  void nobodyIsKnown() {
    live.reset();
  }

  private void isNotValid(HttpResponse<String> refused, Visitor visitor, String why) {
    assertThat(location(refused)).isEqualTo("/login?not-valid");
    assertThat(visitor.get("/login?not-valid").body())
        .contains("What the provider sent is not valid, so nobody was logged in.");
    assertThat(visitor.cookies()).doesNotContainKey(SESSION);
    assertThat(visitor.get("/policies").statusCode()).isEqualTo(303);
    assertThat(live.console.log())
        .anyMatch(
            line ->
                line.startsWith(
                        "console: log-in of somebody whom the provider did not name refused")
                    && line.endsWith(": " + why));
  }

  @ParameterizedTest
  @ValueSource(strings = {"issuer", "audience", "other party", "expired", "not yet", "no subject"})
  void an_id_token_for_somebody_else_is_refused(String wrong) {
    Visitor visitor = live.visitor();
    long now = System.currentTimeMillis();
    live.provider.changed =
        claims ->
            switch (wrong) {
              case "issuer" -> claims.issuer("https://evil.example");
              case "audience" -> claims.audience("another");
              case "other party" ->
                  claims.audience(List.of("another", TestProvider.CLIENT)).claim("azp", "another");
              case "expired" ->
                  claims.issueTime(new Date(now - 240_000)).expirationTime(new Date(now - 120_000));
              case "not yet" -> claims.issueTime(new Date(now + 120_000));
              default -> claims.subject(null);
            };

    HttpResponse<String> refused = live.logIn(visitor, person("pia", "/ops"));

    isNotValid(
        refused,
        visitor,
        "the ID token is not of this issuer, not for this client-id or not valid now: compare them,"
            + " and the clocks");
  }

  @Test
  void an_id_token_with_another_signature_is_refused() {
    Visitor visitor = live.visitor();
    live.provider.signedWith = TestProvider.OTHER_KEY;

    isNotValid(
        live.logIn(visitor, person("pia", "/ops")),
        visitor,
        "there is no ID token with a signature of the provider");
  }

  @Test
  void an_id_token_of_another_log_in_is_refused() {
    Visitor visitor = live.visitor();
    live.provider.changed = claims -> claims.claim("nonce", "another");

    isNotValid(
        live.logIn(visitor, person("pia", "/ops")),
        visitor,
        "the ID token belongs to another log-in");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "invalid_client | the provider refuses this program: compare client-id and client-secret",
        "invalid_grant | the provider refuses the code",
        "t0k3n-error | the provider answered with an error that is not known here"
      })
  void an_error_of_the_provider_is_told_in_words_of_ours(String error, String why) {
    Visitor visitor = live.visitor();
    live.provider.tokenError = error;

    isNotValid(live.logIn(visitor, person("pia", "/ops")), visitor, why);
  }

  @Test
  void who_breaks_it_off_may_try_again() {
    Visitor visitor = live.visitor();

    HttpResponse<String> refused =
        follow(
            visitor,
            live.provider.refuse(toProvider(visitor.get("/login/oidc?to=/plan")), "access_denied"));

    assertThat(location(refused)).isEqualTo("/login?denied&to=%2Fplan");
    assertThat(visitor.get(location(refused)).body())
        .contains("The provider did not log you in, or you broke it off there.")
        .contains("href=\"/login/oidc?to=/plan\"");
  }

  @Test
  void an_error_that_is_no_code_is_not_repeated() {
    Visitor visitor = live.visitor();
    String error = "<script>alert(7)</script>\r\nforged line";

    HttpResponse<String> refused =
        follow(visitor, live.provider.refuse(toProvider(visitor.get(START)), error));

    assertThat(location(refused)).isEqualTo("/login?not-valid");
    assertThat(live.console.log()).noneMatch(line -> line.contains("alert(7)"));
  }

  @Test
  void what_another_browser_started_is_refused() {
    live.provider.person = person("pia", "/ops");
    URI back = live.provider.logIn(toProvider(live.visitor().get(START)));
    Visitor visitor = live.visitor();
    Visitor other = live.visitor();
    other.get(START);

    for (Visitor each : List.of(visitor, other)) {
      HttpResponse<String> refused = follow(each, back);

      assertThat(location(refused)).isEqualTo("/login?not-started");
      assertThat(each.get("/login?not-started").body())
          .contains("That log-in was not started in this browser");
      assertThat(each.get("/policies").statusCode()).isEqualTo(303);
    }
  }

  @Test
  void an_answer_counts_once() {
    Visitor visitor = live.visitor();
    live.provider.person = person("pia", "/ops");
    URI back = live.provider.logIn(toProvider(visitor.get(START)));
    follow(visitor, back);

    assertThat(location(follow(visitor, back))).isEqualTo("/login?not-started");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "nonsense", "bm9uc2Vuc2U", "%%%"})
  void a_cookie_that_somebody_made_up_is_no_log_in(String cookie) {
    HttpResponse<String> refused =
        live.console
            .visitor()
            .withCookie("milvus-retention-oidc", cookie)
            .get("/login/oidc/code?code=1&state=nonsense");

    assertThat(location(refused)).isEqualTo("/login?not-started");
  }

  @Test
  void an_empty_answer_is_refused() {
    assertThat(location(live.visitor().get("/login/oidc/code"))).isEqualTo("/login?not-valid");
  }
}
