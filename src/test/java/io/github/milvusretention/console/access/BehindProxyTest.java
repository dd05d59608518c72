package io.github.milvusretention.console.access;

import static io.github.milvusretention.console.access.RunningConsole.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusretention.tier.Slow;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Behind a proxy that the user has declared, which serves the pages below a prefix over TLS. */
@Slow
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BehindProxyTest {
  private static final String[] PROXY = {
    "X-Forwarded-For", "192.0.2.7",
    "X-Forwarded-Proto", "https",
    "X-Forwarded-Host", "ops.example",
    "X-Forwarded-Port", "443",
    "X-Forwarded-Prefix", "/retention"
  };
  private static final Pattern ADDRESS =
      Pattern.compile("(?:href|src|action|hx-get|hx-post)=\"([^\"#]+)\"");
  private static final Pattern FORM = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

  private RunningConsole console;

  @BeforeAll
  void start(@TempDir Path directory) {
    console =
        RunningConsole.start(
            directory,
            RunningConsole.USERS,
            Map.of("server.forward-headers-strategy", "framework"));
  }

  @AfterAll
  void stop() {
    console.close();
  }

  private static String location(HttpResponse<String> response) {
    return response.headers().firstValue("Location").orElse("");
  }

  private HttpResponse<String> logIn(Visitor visitor) {
    String token =
        FORM.matcher(visitor.get("/login", PROXY).body())
            .results()
            .map(found -> found.group(1))
            .findFirst()
            .orElseThrow();
    return visitor.postExactly(
        "/login",
        Map.of("username", "vic", "password", PASSWORD, "to", "/runs?page=2", "_csrf", token),
        PROXY);
  }

  @Test
  void each_address_has_the_prefix() {
    Visitor visitor = console.visitor();
    HttpResponse<String> asked = visitor.get("/plan?policy=nightly", PROXY);
    HttpResponse<String> form = visitor.get("/login", PROXY);
    HttpResponse<String> in = logIn(visitor);
    HttpResponse<String> page = visitor.get("/policies", PROXY);
    HttpResponse<String> home = visitor.get("/", PROXY);
    HttpResponse<String> nowhere = visitor.get("/nowhere", PROXY);

    assertThat(location(asked)).isEqualTo("/retention/login?to=%2Fplan%3Fpolicy%3Dnightly");
    assertThat(location(in)).isEqualTo("/retention/runs?page=2");
    assertThat(location(home)).isEqualTo("/retention/policies");
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(nowhere.statusCode()).isEqualTo(404);
    for (HttpResponse<String> each : List.of(form, page, nowhere)) {
      assertThat(ADDRESS.matcher(each.body()).results().map(MatchResult::group))
          .hasSizeGreaterThan(4)
          .allSatisfy(address -> assertThat(address).contains("=\"/retention/"));
    }
  }

  @Test
  void a_part_of_a_page_has_htmx_load_the_log_in_below_the_prefix() {
    HttpResponse<String> part =
        console
            .visitor()
            .send(
                "GET",
                "/runs/4/progress",
                "",
                "HX-Request",
                "true",
                "HX-Current-URL",
                "/retention/runs/4",
                "X-Forwarded-Prefix",
                "/retention");

    assertThat(part.headers().firstValue("HX-Redirect"))
        .hasValue("/retention/login?to=%2Fruns%2F4");
  }

  @Test
  void over_tls_cookies_are_for_tls_alone() {
    Visitor visitor = console.visitor();

    assertThat(visitor.get("/login", PROXY).headers().allValues("Set-Cookie"))
        .isNotEmpty()
        .allSatisfy(cookie -> assertThat(cookie).contains("; Secure"));
    HttpResponse<String> in = logIn(visitor);
    assertThat(in.headers().allValues("Set-Cookie"))
        .filteredOn(cookie -> cookie.startsWith(Visitor.SESSION + "="))
        .singleElement()
        .asString()
        .contains("; Secure", "; HttpOnly", "; SameSite=Strict");
    assertThat(in.headers().firstValue("Strict-Transport-Security")).isPresent();
  }

  /** A proxy that sets the other headers lets it through as the client sent it. */
  @Test
  void forwarded_is_ignored() {
    String[] headers = Arrays.copyOf(PROXY, PROXY.length + 4);
    headers[PROXY.length] = "Forwarded";
    headers[PROXY.length + 1] = "for=203.0.113.9;host=evil.example;proto=http";
    headers[PROXY.length + 2] = "forwarded";
    headers[PROXY.length + 3] = "for=203.0.113.9;host=evil.example;proto=http";
    Visitor visitor = console.visitor();

    assertThat(location(visitor.get("/plan", headers))).isEqualTo("/retention/login?to=%2Fplan");
    assertThat(location(visitor.get("/plan", "Forwarded", "for=203.0.113.9;host=evil.example")))
        .isEqualTo("/login?to=%2Fplan");
    visitor.postExactly("/login", Map.of("username", "ada", "password", "x"), headers);
    assertThat(console.log()).noneMatch(line -> line.contains("203.0.113.9"));
  }

  /** Nor do pages without users take one for somebody at this machine who says it alone. */
  @Test
  void without_users_a_proxy_is_known_by_forwarded(@TempDir Path directory) {
    try (RunningConsole open =
        RunningConsole.start(
            directory, "", Map.of("server.forward-headers-strategy", "framework"))) {
      assertThat(open.visitor().get("/policies").statusCode()).isEqualTo(200);
      assertThat(open.visitor().get("/policies", "Forwarded", "for=127.0.0.1").statusCode())
          .isEqualTo(403);
    }
  }

  @Test
  void the_log_has_the_address_before_the_proxy() {
    logIn(console.visitor());

    assertThat(console.log()).contains("console: vic logged in, from 192.0.2.7");
  }
}
