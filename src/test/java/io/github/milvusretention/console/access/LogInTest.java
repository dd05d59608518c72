package io.github.milvusretention.console.access;

import static io.github.milvusretention.console.access.RunningConsole.HASH;
import static io.github.milvusretention.console.access.RunningConsole.PASSWORD;
import static io.github.milvusretention.console.access.Visitor.SESSION;
import static io.github.milvusretention.console.access.Visitor.location;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusretention.tier.Slow;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** People log in with what the rules file has, and the session is theirs alone. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LogInTest {
  private RunningConsole console;

  @BeforeAll
  void start(@TempDir Path directory) {
    console = RunningConsole.start(directory, RunningConsole.USERS);
  }

  @AfterAll
  void stop() {
    console.close();
  }

  @Test
  void a_page_leads_to_the_log_in_and_back() {
    Visitor visitor = console.visitor();

    HttpResponse<String> asked = visitor.get("/runs?state=failed&page=2");
    assertThat(asked.statusCode()).isEqualTo(302);
    assertThat(location(asked)).isEqualTo("/login?to=%2Fruns%3Fstate%3Dfailed%26page%3D2");
    HttpResponse<String> form = visitor.get(location(asked));
    assertThat(form.body()).contains("name=\"to\" value=\"/runs?state=failed&amp;page=2\"");

    HttpResponse<String> in =
        visitor.post(
            location(asked),
            "/login",
            Map.of("username", "vic", "password", PASSWORD, "to", "/runs?state=failed&page=2"));

    assertThat(in.statusCode()).isEqualTo(302);
    assertThat(location(in)).isEqualTo("/runs?state=failed&page=2");
    assertThat(visitor.get("/policies").body())
        .contains(">vic</span>")
        .contains(">viewer</span>")
        .contains("Log out");
    assertThat(console.log()).anyMatch(line -> line.startsWith("console: vic logged in, from 127"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "//evil.example/x",
        "/\\evil.example",
        "https://evil.example/",
        "javascript:alert(1)",
        "/policies\r\nSet-Cookie: a=b",
        "/login?to=/login",
        "/logout",
        "nowhere",
        ""
      })
  void a_log_in_leads_to_no_other_place(String to) {
    HttpResponse<String> in =
        console
            .visitor()
            .post("/login", "/login", Map.of("username", "vic", "password", PASSWORD, "to", to));

    assertThat(in.statusCode()).isEqualTo(302);
    assertThat(in.headers().firstValue("Location"))
        .as("of no host: a request says itself which one it means")
        .hasValue("/policies");
  }

  @Slow
  @ParameterizedTest
  @CsvSource({"vic, wrong", "vic, ''", "nobody, wrong", "VIC, " + PASSWORD, "'', wrong"})
  void a_wrong_name_or_password_are_refused_alike(String user, String password) {
    Visitor visitor = console.visitor();

    HttpResponse<String> refused = visitor.logIn(user, password);

    assertThat(location(refused)).isEqualTo("/login?refused");
    assertThat(visitor.get("/login?refused").body()).contains("Name or password is wrong.");
    assertThat(visitor.get("/policies").statusCode()).isEqualTo(302);
    assertThat(visitor.cookies()).doesNotContainKey(SESSION);
  }

  @Slow
  @Test
  void a_refused_log_in_is_logged_without_what_may_be_a_password() {
    console.visitor().logIn("ada", "wrong-secret-1");
    console.visitor().logIn("typed-secret-2", "x");

    assertThat(console.log())
        .contains(
            "console: log-in of ada refused, from 127.0.0.1: name or password is wrong",
            "console: log-in of a name that no user has refused, from 127.0.0.1: name or password"
                + " is wrong")
        .noneMatch(line -> line.contains("secret-"));
  }

  @Slow
  @Test
  void after_five_failures_a_name_has_to_wait() {
    for (int i = 0; i < 5; i++) {
      assertThat(console.visitor().logIn("eve", "wrong").statusCode()).isEqualTo(302);
    }

    HttpResponse<String> refused = console.visitor().logIn("eve", PASSWORD);

    assertThat(refused.statusCode()).isEqualTo(429);
    assertThat(refused.headers().firstValue("Retry-After")).hasValue("60");
    assertThat(refused.body()).contains("Too many log-ins. Wait a minute, then log in again.");
    assertThat(console.log())
        .contains(
            "console: log-in of eve refused, from 127.0.0.1: too many log-ins within a minute");
    assertThat(console.visitor().logIn("vic", PASSWORD).headers().firstValue("Location"))
        .as("another name need not")
        .hasValue("/policies");
  }

  @Slow
  @Test
  void the_id_of_the_session_changes_at_log_in() {
    Visitor visitor = console.visitor("vic");
    String before = Objects.requireNonNull(visitor.cookies().get(SESSION));

    visitor.post("/policies", "/login", Map.of("username", "otto", "password", PASSWORD));

    assertThat(visitor.cookies().get(SESSION)).isNotEqualTo(before);
    assertThat(visitor.get("/policies").body()).contains(">otto</span>");
    assertThat(console.visitor().withCookie(SESSION, before).get("/policies").statusCode())
        .isEqualTo(302);
  }

  @Slow
  @Test
  void an_id_that_somebody_made_up_is_no_session() {
    Visitor visitor = console.visitor().withCookie(SESSION, "0123456789ABCDEF0123456789ABCDEF");

    visitor.logIn("vic", PASSWORD);

    assertThat(visitor.cookies().get(SESSION)).doesNotStartWith("0123");
  }

  @Test
  void who_only_reads_the_form_has_no_session() {
    Visitor visitor = console.visitor();

    visitor.get("/policies");
    visitor.get("/login");

    assertThat(visitor.cookies()).containsOnlyKeys("milvus-retention-login");
  }

  @Slow
  @Test
  void cookies_are_for_this_site_and_no_script() {
    Visitor visitor = console.visitor();
    HttpResponse<String> form = visitor.get("/login");
    HttpResponse<String> in = visitor.logIn("vic", PASSWORD);

    assertThat(form.headers().allValues("Set-Cookie"))
        .singleElement()
        .asString()
        .contains("; HttpOnly", "; SameSite=Strict");
    assertThat(in.headers().allValues("Set-Cookie"))
        .filteredOn(cookie -> cookie.startsWith(SESSION + "="))
        .singleElement()
        .asString()
        .contains("; HttpOnly", "; SameSite=Strict")
        .as("not over TLS")
        .doesNotContain("Secure");
  }

  @Slow
  @Test
  void logging_out_ends_the_session() {
    Visitor visitor = console.visitor("vic");
    String session = Objects.requireNonNull(visitor.cookies().get(SESSION));

    assertThat(visitor.get("/logout").statusCode()).as("by a link").isEqualTo(404);
    HttpResponse<String> out = visitor.post("/policies", "/logout", Map.of());

    assertThat(location(out)).isEqualTo("/login?out");
    assertThat(visitor.get("/login?out").body()).contains("You are logged out.");
    assertThat(console.visitor().withCookie(SESSION, session).get("/policies").statusCode())
        .isEqualTo(302);
  }

  @Slow
  @Test
  void a_form_of_another_site_does_nothing() {
    Visitor visitor = console.visitor("otto");

    HttpResponse<String> out = visitor.postExactly("/logout", Map.of());
    HttpResponse<String> act = visitor.postExactly("/runs/4/stop", Map.of("_csrf", "guessed"));

    assertThat(out.statusCode()).isEqualTo(403);
    assertThat(act.statusCode()).isEqualTo(403);
    assertThat(act.body())
        .contains("The form was not of this session, so nothing was done. Open its page again.");
    assertThat(visitor.get("/policies").statusCode()).isEqualTo(200);
    assertThat(
            console
                .visitor()
                .postExactly("/login", Map.of("username", "vic", "password", PASSWORD))
                .statusCode())
        .as("nor does it log anybody in")
        .isEqualTo(403);
  }

  @Test
  void a_form_whose_session_has_ended_leads_back_to_its_page() {
    HttpResponse<String> lost =
        console.visitor().postExactly("/runs/4/rerun", Map.of("_csrf", "of an old session"));

    assertThat(lost.statusCode()).isEqualTo(302);
    assertThat(location(lost)).isEqualTo("/login?ended&to=%2Fruns%2F4%2Frerun");
    assertThat(console.visitor().get(location(lost)).body())
        .contains("Your session has ended, and what you sent was not done.");
  }

  @Slow
  @Test
  void a_part_of_a_page_without_a_session_has_htmx_load_the_log_in() {
    HttpResponse<String> part =
        console
            .visitor()
            .get(
                "/runs/4/progress",
                "HX-Request",
                "true",
                "HX-Current-URL",
                "http://localhost/runs/4?x=1");
    HttpResponse<String> elsewhere =
        console
            .visitor()
            .get("/runs/4/progress", "HX-Request", "true", "HX-Current-URL", "//evil%zz");

    assertThat(part.statusCode()).isEqualTo(401);
    assertThat(part.headers().firstValue("HX-Redirect")).hasValue("/login?to=%2Fruns%2F4%3Fx%3D1");
    assertThat(elsewhere.headers().firstValue("HX-Redirect")).hasValue("/login");
  }

  @Slow
  @Test
  void pages_are_not_kept_and_load_nothing_of_others() {
    HttpResponse<String> page = console.visitor("vic").get("/policies");

    assertThat(page.headers().firstValue("Content-Security-Policy"))
        .hasValue(
            "default-src 'self'; object-src 'none'; base-uri 'self'; form-action 'self';"
                + " frame-ancestors 'none'");
    assertThat(page.headers().firstValue("Cache-Control").orElse("")).contains("no-store");
    assertThat(page.headers().firstValue("Referrer-Policy")).hasValue("same-origin");
    assertThat(page.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
    assertThat(page.body()).doesNotContainIgnoringCase("<style", " style=", " onclick=");
  }

  @Test
  void assets_are_kept_and_need_no_log_in() {
    HttpResponse<String> asset =
        console.visitor().get("/webjars/picocss__pico/2.1.1/css/pico.min.css");

    assertThat(asset.statusCode()).isEqualTo(200);
    assertThat(asset.headers().firstValue("Cache-Control").orElse(""))
        .contains("max-age=31536000")
        .doesNotContain("no-store");
  }

  @Slow
  @Test
  void who_is_logged_in_needs_no_form() {
    assertThat(location(console.visitor("vic").get("/login?to=%2Fplan"))).isEqualTo("/plan");
  }

  @Slow
  @Test
  void nothing_is_said_of_a_secret() {
    Visitor visitor = console.visitor("vic");
    visitor.get("/policies");
    visitor.get("/nowhere");

    assertThat(console.log())
        .noneMatch(line -> line.contains(PASSWORD))
        .noneMatch(line -> line.contains(HASH) || line.contains("$2a$"))
        .noneMatch(line -> line.contains("generated security password"));
  }
}
