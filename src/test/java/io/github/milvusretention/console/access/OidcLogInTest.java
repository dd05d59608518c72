package io.github.milvusretention.console.access;

import static io.github.milvusretention.console.access.RunningConsole.PASSWORD;
import static io.github.milvusretention.console.access.Visitor.SESSION;
import static io.github.milvusretention.console.access.Visitor.location;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** People log in by a provider of OpenID Connect, beside users of the rules file. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OidcLogInTest {
  private static final String START = "/login/oidc";

  private final TestProvider provider = TestProvider.start();
  private RunningConsole console;
  private int addresses;

  @BeforeAll
  void start(@TempDir Path directory) {
    provider.described = Map.of("userinfo_endpoint", provider.issuer() + "/userinfo");
    console =
        RunningConsole.start(
            directory,
            RunningConsole.USERS + provider.rules(""),
            Map.of("server.forward-headers-strategy", "framework"));
  }

  @AfterAll
  void stop() {
    console.close();
    provider.close();
  }

  @BeforeEach
  void reset() {
    provider.reset();
    provider.userInfo = Map.of("sub", "subject-1");
  }

  private static String toProvider(HttpResponse<String> sent) {
    // The one behind a proxy, the other without.
    assertThat(sent.statusCode()).isIn(303, 302);
    return sent.headers().firstValue("Location").orElseThrow();
  }

  private static HttpResponse<String> follow(Visitor visitor, URI back) {
    return visitor.get(back.getRawPath() + "?" + back.getRawQuery());
  }

  private HttpResponse<String> logIn(Visitor visitor, Map<String, Object> person) {
    provider.person = person;
    return follow(visitor, provider.logIn(toProvider(visitor.get(START))));
  }

  private static Map<String, Object> person(String name, String... groups) {
    return Map.of("preferred_username", name, "groups", List.of(groups));
  }

  /** Each from elsewhere, as of one address there are only so many. */
  private Visitor visitor() {
    addresses++;
    return console.visitor().from("192.0.2." + addresses);
  }

  @ParameterizedTest
  @CsvSource({
    "readers,   viewer,   403, 403",
    "/ops,      operator, 200, 403",
    "approvers, approver, 403, 200"
  })
  void a_group_has_a_role(String group, String role, int operates, int accepts) {
    Visitor visitor = visitor();

    HttpResponse<String> in = logIn(visitor, person("pia@example.org", "others", group));

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
    assertThat(console.log())
        .anyMatch(
            line ->
                line.startsWith(
                    "console: pia@example.org logged in by the provider, from 192.0.2."));
  }

  @Test
  void several_groups_have_several_roles() {
    Visitor visitor = visitor();

    logIn(visitor, person("pia", "readers", "approvers", "/ops"));

    assertThat(visitor.get("/policies").body()).contains(">viewer, operator, approver</span>");
  }

  @Test
  void the_page_that_was_asked_for_is_shown() {
    Visitor visitor = visitor();
    provider.person = person("pia", "readers");

    HttpResponse<String> asked = visitor.get("/runs?state=failed&page=2");
    HttpResponse<String> form = visitor.get(location(asked));
    assertThat(form.body())
        .contains("href=\"/login/oidc?to=/runs?state%3Dfailed%26page%3D2\"")
        .contains("Log in with " + URI.create(provider.issuer()).getAuthority());
    URI back =
        provider.logIn(toProvider(visitor.get("/login/oidc?to=/runs?state%3Dfailed%26page%3D2")));

    assertThat(location(follow(visitor, back))).isEqualTo("/runs?state=failed&page=2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"//evil.example/x", "https://evil.example/", "/%5Cevil.example", ""})
  void a_log_in_leads_to_no_other_place(String to) {
    Visitor visitor = visitor();
    provider.person = person("pia", "readers");

    URI back = provider.logIn(toProvider(visitor.get("/login/oidc?to=" + to)));

    assertThat(location(follow(visitor, back))).isEqualTo("/policies");
  }

  @Test
  void users_of_the_rules_file_log_in_as_before() {
    Visitor visitor = visitor();

    assertThat(visitor.get("/login").body())
        .contains("name=\"password\"", "Log in with localhost:");
    assertThat(location(visitor.logIn("vic", PASSWORD))).isEqualTo("/policies");
    assertThat(visitor.get("/policies").body()).contains(">vic</span>");
  }

  @Test
  void who_has_no_role_is_told_so() {
    Visitor visitor = visitor();

    HttpResponse<String> refused = logIn(visitor, person("norbert", "others", "ops", "READERS"));

    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(refused.body())
        .contains(
            "The provider knows you as norbert, but none of your groups has a role here. Ask whoever"
                + " keeps the rules file.");
    assertThat(visitor.cookies()).doesNotContainKey(SESSION);
    assertThat(visitor.get("/policies").statusCode()).isEqualTo(303);
  }

  @Test
  void without_groups_there_is_no_role() {
    assertThat(logIn(visitor(), Map.of("preferred_username", "pia")).statusCode()).isEqualTo(403);
  }

  @Test
  void one_group_may_be_a_text() {
    Visitor visitor = visitor();

    logIn(visitor, Map.of("preferred_username", "pia", "groups", "/ops"));

    assertThat(visitor.get("/policies").body()).contains(">operator</span>");
  }

  @Test
  void a_missing_name_is_not_made_up() {
    Visitor visitor = visitor();

    HttpResponse<String> refused =
        logIn(visitor, Map.of("email", "pia@example.org", "name", "Pia", "groups", "/ops"));

    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(refused.body())
        .contains(
            "The provider did not say your name: the claim preferred_username is missing. Ask"
                + " whoever keeps the rules file or the provider.");
    assertThat(visitor.get("/policies").statusCode()).isEqualTo(303);
  }

  @ParameterizedTest
  @ValueSource(strings = {"<script>alert(1)</script>", "ann\u202e", "\u0430nn", " x", "a\nb", "-a"})
  void an_odd_name_is_refused_and_not_shown(String name) {
    HttpResponse<String> refused = logIn(visitor(), person(name, "/ops"));

    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(refused.body())
        .contains("The name that the provider has for you cannot be used here")
        .doesNotContain(name)
        .doesNotContain("alert(1)");
  }

  @Test
  void a_name_with_markup_is_shown_as_text() {
    Visitor visitor = visitor();

    logIn(visitor, person("a<b>&\"'", "readers"));

    assertThat(visitor.get("/policies").body()).contains("a&lt;b&gt;&amp;&quot;&#39;</span>");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ada", "ADA", "a-d_a", "Ada."})
  void nobody_gets_the_name_of_a_user(String name) {
    HttpResponse<String> refused = logIn(visitor(), person(name, "/ops", "approvers"));

    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(refused.body())
        .contains("The provider knows you as " + name + ", which is the name of a user or token");
  }

  @Test
  void what_the_id_token_lacks_is_asked_for() {
    Visitor visitor = visitor();
    provider.userInfo =
        Map.of("sub", "subject-1", "preferred_username", "quinn", "groups", List.of("/ops"));

    logIn(visitor, Map.of("groups", List.of("readers")));

    assertThat(visitor.get("/policies").body())
        .contains(">quinn</span>")
        .as("what the ID token says counts")
        .contains(">viewer</span>");
  }

  @Test
  void what_is_told_of_somebody_else_is_not_used() {
    Visitor visitor = visitor();
    provider.userInfo =
        Map.of("sub", "subject-2", "preferred_username", "quinn", "groups", List.of("/ops"));

    assertThat(logIn(visitor, Map.of()).statusCode()).isEqualTo(503);
    assertThat(visitor.get("/policies").statusCode()).isEqualTo(303);
  }

  private void isNotValid(HttpResponse<String> refused, Visitor visitor, String why) {
    assertThat(location(refused)).isEqualTo("/login?not-valid");
    assertThat(visitor.get("/login?not-valid").body())
        .contains("What the provider sent is not valid, so nobody was logged in.");
    assertThat(visitor.cookies()).doesNotContainKey(SESSION);
    assertThat(visitor.get("/policies").statusCode()).isEqualTo(303);
    assertThat(console.log())
        .anyMatch(
            line ->
                line.startsWith(
                        "console: log-in of somebody whom the provider did not name refused")
                    && line.endsWith(": " + why));
  }

  @ParameterizedTest
  @ValueSource(strings = {"issuer", "audience", "other party", "expired", "not yet", "no subject"})
  void an_id_token_for_somebody_else_is_refused(String wrong) {
    Visitor visitor = visitor();
    long now = System.currentTimeMillis();
    provider.changed =
        claims ->
            switch (wrong) {
              case "issuer" -> claims.issuer("https://evil.example");
              case "audience" -> claims.audience("another");
              case "other party" ->
                  claims.audience(List.of("another", TestProvider.CLIENT)).claim("azp", "another");
              case "expired" -> claims.expirationTime(new Date(now - 120_000));
              case "not yet" -> claims.issueTime(new Date(now + 120_000));
              default -> claims.subject(null);
            };

    HttpResponse<String> refused = logIn(visitor, person("pia", "/ops"));

    isNotValid(
        refused,
        visitor,
        "the ID token is not of this issuer, not for this client-id or not valid now: compare them,"
            + " and the clocks");
  }

  @Test
  void an_id_token_with_another_signature_is_refused() {
    Visitor visitor = visitor();
    provider.signedWith = TestProvider.OTHER_KEY;

    isNotValid(
        logIn(visitor, person("pia", "/ops")),
        visitor,
        "there is no ID token with a signature of the provider");
  }

  @Test
  void an_id_token_of_another_log_in_is_refused() {
    Visitor visitor = visitor();
    provider.changed = claims -> claims.claim("nonce", "another");

    isNotValid(
        logIn(visitor, person("pia", "/ops")), visitor, "the ID token belongs to another log-in");
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
    Visitor visitor = visitor();
    provider.tokenError = error;

    isNotValid(logIn(visitor, person("pia", "/ops")), visitor, why);
  }

  @Test
  void who_breaks_it_off_may_try_again() {
    Visitor visitor = visitor();

    HttpResponse<String> refused =
        follow(
            visitor,
            provider.refuse(toProvider(visitor.get("/login/oidc?to=/plan")), "access_denied"));

    assertThat(location(refused)).isEqualTo("/login?denied&to=%2Fplan");
    assertThat(visitor.get(location(refused)).body())
        .contains("The provider did not log you in, or you broke it off there.")
        .contains("href=\"/login/oidc?to=/plan\"");
  }

  @Test
  void an_error_that_is_no_code_is_not_repeated() {
    Visitor visitor = visitor();
    String error = "<script>alert(7)</script>\r\nforged line";

    HttpResponse<String> refused =
        follow(visitor, provider.refuse(toProvider(visitor.get(START)), error));

    assertThat(location(refused)).isEqualTo("/login?not-valid");
    assertThat(console.log()).noneMatch(line -> line.contains("alert(7)"));
  }

  @Test
  void what_another_browser_started_is_refused() {
    provider.person = person("pia", "/ops");
    URI back = provider.logIn(toProvider(visitor().get(START)));
    Visitor visitor = visitor();
    Visitor other = visitor();
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
    Visitor visitor = visitor();
    provider.person = person("pia", "/ops");
    URI back = provider.logIn(toProvider(visitor.get(START)));
    follow(visitor, back);

    assertThat(location(follow(visitor, back))).isEqualTo("/login?not-started");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "nonsense", "bm9uc2Vuc2U", "%%%"})
  void a_cookie_that_somebody_made_up_is_no_log_in(String cookie) {
    HttpResponse<String> refused =
        console
            .visitor()
            .withCookie("milvus-retention-oidc", cookie)
            .get("/login/oidc/code?code=1&state=nonsense");

    assertThat(location(refused)).isEqualTo("/login?not-started");
  }

  @Test
  void an_empty_answer_is_refused() {
    assertThat(location(visitor().get("/login/oidc/code"))).isEqualTo("/login?not-valid");
  }

  @Test
  void to_start_needs_no_session() {
    Visitor visitor = visitor();

    HttpResponse<String> sent = visitor.get(START);

    assertThat(visitor.cookies()).containsOnlyKeys("milvus-retention-oidc");
    assertThat(sent.headers().allValues("Set-Cookie"))
        .singleElement()
        .asString()
        .contains("; Path=/login/oidc", "; HttpOnly", "; SameSite=Lax", "; Max-Age=900");
    assertThat(toProvider(sent))
        .startsWith(provider.issuer() + "/authorize?")
        .contains(
            "response_type=code",
            "client_id=retention",
            "scope=openid%20profile",
            "code_challenge_method=S256",
            "&nonce=",
            "&state=",
            "redirect_uri=http://localhost:" + console.port() + "/login/oidc/code");
  }

  /** A browser that comes back from the provider must bring its session along. */
  @Test
  void the_session_is_new_and_its_cookie_lax() {
    Visitor visitor = console.visitor("vic");
    String before = Objects.requireNonNull(visitor.cookies().get(SESSION));

    HttpResponse<String> in = logIn(visitor, person("pia", "/ops"));

    assertThat(visitor.cookies().get(SESSION)).isNotEqualTo(before);
    assertThat(in.headers().allValues("Set-Cookie"))
        .filteredOn(cookie -> cookie.startsWith(SESSION + "="))
        .singleElement()
        .asString()
        .contains("; HttpOnly", "; SameSite=Lax");
    assertThat(visitor().withCookie(SESSION, before).get("/policies").statusCode()).isEqualTo(303);
    assertThat(visitor.get("/policies").body()).contains(">pia</span>");
  }

  @Test
  void logging_out_ends_the_session() {
    Visitor visitor = visitor();
    logIn(visitor, person("pia", "/ops"));
    String session = Objects.requireNonNull(visitor.cookies().get(SESSION));

    assertThat(location(visitor.post("/policies", "/logout", Map.of()))).isEqualTo("/login?out");
    assertThat(visitor().withCookie(SESSION, session).get("/policies").statusCode()).isEqualTo(303);
  }

  @Test
  void acts_need_the_token_of_a_form() {
    Visitor visitor = visitor();
    logIn(visitor, person("pia", "/ops"));

    assertThat(visitor.postExactly("/runs/4/stop", Map.of()).statusCode()).isEqualTo(403);
    assertThat(visitor.post("/policies", "/runs/4/stop", Map.of()).statusCode()).isEqualTo(404);
  }

  @Test
  void the_provider_is_asked_once_what_it_is() {
    logIn(visitor(), person("pia", "/ops"));
    logIn(visitor(), person("pia", "/ops"));

    assertThat(provider.asked()).filteredOn("/.well-known/openid-configuration"::equals).hasSize(1);
  }

  @Test
  void nothing_is_said_of_a_secret() {
    Visitor visitor = visitor();
    logIn(visitor, person("pia", "/ops"));
    provider.tokenError = "invalid_grant";
    HttpResponse<String> refused = logIn(visitor(), person("pia", "/ops"));

    assertThat(console.log()).isNotEmpty().noneMatch(TestProvider::isSecret);
    assertThat(TestProvider.isSecret(visitor.get("/policies").body())).isFalse();
    assertThat(TestProvider.isSecret(refused.headers().map().toString())).isFalse();
  }
}
