package io.github.milvusretention.console.access.oidc;

import static io.github.milvusretention.console.access.RunningConsole.PASSWORD;
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
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** People log in by a provider of OpenID Connect, beside users of the rules file. */
class OidcLogInTest {
  private final OidcConsole live;

  OidcLogInTest(OidcConsole live) {
    this.live = live;
  }

  @BeforeEach
  void nobodyIsKnown() {
    live.reset();
  }

  @ParameterizedTest
  @CsvSource({
    "readers,   viewer,   403, 403",
    "/ops,      operator, 200, 403",
    "approvers, approver, 403, 200"
  })
  void a_group_has_a_role(String group, String role, int operates, int accepts) {
    Visitor visitor = live.visitor();

    HttpResponse<String> in = live.logIn(visitor, person("pia@example.org", "others", group));

    assertThat(in.statusCode()).isEqualTo(303);
    assertThat(location(in)).isEqualTo("/policies");
    assertThat(visitor.get("/policies").body())
        .contains(">pia@example.org</span>")
        .contains(">" + role + "</span>")
        .contains("Log out");
    assertThat(visitor.get("/policies/nightly/run").statusCode()).isEqualTo(operates);
    // There is no such run: 404 is for whoever may ask.
    assertThat(visitor.get("/runs/987654321/accept").statusCode())
        .isEqualTo(accepts == 200 ? 404 : 403);
    assertThat(live.console.log())
        .anyMatch(
            line ->
                line.startsWith(
                    "console: pia@example.org logged in by the provider, from 192.0.2."));
  }

  @Test
  void several_groups_have_several_roles() {
    Visitor visitor = live.visitor();

    live.logIn(visitor, person("pia", "readers", "approvers", "/ops"));

    assertThat(visitor.get("/policies").body()).contains(">viewer, operator, approver</span>");
  }

  @Test
  void the_page_that_was_asked_for_is_shown() {
    Visitor visitor = live.visitor();
    live.provider.person = person("pia", "readers");

    HttpResponse<String> asked = visitor.get("/runs?state=failed&page=2");
    HttpResponse<String> form = visitor.get(location(asked));
    assertThat(form.body())
        .contains("href=\"/login/oidc?to=/runs?state%3Dfailed%26page%3D2\"")
        .contains("Log in with " + URI.create(live.provider.issuer()).getAuthority());
    URI back =
        live.provider.logIn(
            toProvider(visitor.get("/login/oidc?to=/runs?state%3Dfailed%26page%3D2")));

    assertThat(location(follow(visitor, back))).isEqualTo("/runs?state=failed&page=2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"//evil.example/x", "https://evil.example/", "/%5Cevil.example", ""})
  void a_log_in_leads_to_no_other_place(String to) {
    Visitor visitor = live.visitor();
    live.provider.person = person("pia", "readers");

    URI back = live.provider.logIn(toProvider(visitor.get("/login/oidc?to=" + to)));

    assertThat(location(follow(visitor, back))).isEqualTo("/policies");
  }

  @Test
  void users_of_the_rules_file_log_in_as_before() {
    Visitor visitor = live.visitor();

    assertThat(visitor.get("/login").body())
        .contains("name=\"password\"", "Log in with localhost:");
    assertThat(location(visitor.logIn("vic", PASSWORD))).isEqualTo("/policies");
    assertThat(visitor.get("/policies").body()).contains(">vic</span>");
  }

  @Test
  void to_start_needs_no_session() {
    Visitor visitor = live.visitor();

    HttpResponse<String> sent = visitor.get(START);

    assertThat(visitor.cookies()).containsOnlyKeys("milvus-retention-oidc");
    assertThat(sent.headers().allValues("Set-Cookie"))
        .singleElement()
        .asString()
        .contains("; Path=/login/oidc", "; HttpOnly", "; SameSite=Lax", "; Max-Age=900");
    assertThat(toProvider(sent))
        .startsWith(live.provider.issuer() + "/authorize?")
        .contains(
            "response_type=code",
            "client_id=retention",
            "scope=openid%20profile",
            "code_challenge_method=S256",
            "&nonce=",
            "&state=",
            "redirect_uri=http://localhost:" + live.console.port() + "/login/oidc/code");
  }

  /** A browser that comes back from the provider must bring its session along. */
  @Test
  void the_session_is_new_and_its_cookie_lax() {
    Visitor visitor = live.console.visitor("vic");
    String before = Objects.requireNonNull(visitor.cookies().get(SESSION));

    HttpResponse<String> in = live.logIn(visitor, person("pia", "/ops"));

    assertThat(visitor.cookies().get(SESSION)).isNotEqualTo(before);
    assertThat(in.headers().allValues("Set-Cookie"))
        .filteredOn(cookie -> cookie.startsWith(SESSION + "="))
        .singleElement()
        .asString()
        .contains("; HttpOnly", "; SameSite=Lax");
    assertThat(live.visitor().withCookie(SESSION, before).get("/policies").statusCode())
        .isEqualTo(303);
    assertThat(visitor.get("/policies").body()).contains(">pia</span>");
  }

  @Test
  void acts_need_the_token_of_a_form() {
    Visitor visitor = live.visitor();
    live.logIn(visitor, person("pia", "/ops"));

    assertThat(visitor.postExactly("/runs/4/stop", Map.of()).statusCode()).isEqualTo(403);
    assertThat(visitor.post("/policies", "/runs/4/stop", Map.of()).statusCode()).isEqualTo(404);
  }

  @Test
  void the_provider_is_asked_once_what_it_is() {
    live.logIn(live.visitor(), person("pia", "/ops"));
    live.logIn(live.visitor(), person("pia", "/ops"));

    assertThat(live.provider.asked())
        .filteredOn("/.well-known/openid-configuration"::equals)
        .hasSize(1);
  }

  @Test
  void nothing_is_said_of_a_secret() {
    Visitor visitor = live.visitor();
    live.logIn(visitor, person("pia", "/ops"));
    live.provider.tokenError = "invalid_grant";
    HttpResponse<String> refused = live.logIn(live.visitor(), person("pia", "/ops"));

    assertThat(live.console.log()).isNotEmpty().noneMatch(TestProvider::isSecret);
    assertThat(TestProvider.isSecret(visitor.get("/policies").body())).isFalse();
    assertThat(TestProvider.isSecret(refused.headers().map().toString())).isFalse();
  }
}
