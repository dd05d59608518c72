package io.github.milvusretention.console.access;

import static io.github.milvusretention.console.access.Gate.hash;
import static io.github.milvusretention.console.access.Gate.token;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusretention.console.access.refusal.Refusal;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Programs have tokens, and nothing else lets anybody use the API. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TokenAccessTest {
  private final RunningConsole console;
  private final RunningConsole closed;

  TokenAccessTest(Gate gate) {
    console = gate.console();
    closed = gate.closed;
  }

  private static HttpResponse<String> ask(
      RunningConsole of, String name, String method, String path) {
    return of.visitor().send(method, path, "", "Authorization", "Bearer " + token(name));
  }

  private static String message(HttpResponse<String> refused) {
    assertThat(refused.headers().firstValue("Content-Type").orElse(""))
        .startsWith("application/json");
    JsonNode error = JsonMapper.shared().readTree(refused.body()).get("error");
    assertThat(error.propertyNames()).containsExactly("code", "message");
    assertThat(error.get("code").intValue()).isEqualTo(2);
    return error.get("message").stringValue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Bearer wrong",
        "Bearer ",
        "Bearer mret_secret_of_ci x",
        "Basic b3R0bzpwYXNz",
        "mret_secret_of_ci"
      })
  void a_wrong_token_is_refused(String header) {
    HttpResponse<String> refused = console.visitor().get("/api/v1/runs", "Authorization", header);

    assertThat(refused.statusCode()).isEqualTo(401);
    assertThat(refused.headers().firstValue("WWW-Authenticate")).hasValue("Bearer");
    assertThat(message(refused))
        .contains("send the header Authorization: Bearer TOKEN")
        .doesNotContain("mret_secret");
    assertThat(refused.headers().allValues("Set-Cookie")).isEmpty();
  }

  @Test
  void a_session_or_a_token_in_the_address_is_none() {
    Visitor person = console.visitor("eve");

    assertThat(message(person.get("/api/v1/runs"))).startsWith("the request has no token; ");
    assertThat(person.get("/api/v1/runs?access_token=" + token("ci")).statusCode()).isEqualTo(401);
    assertThat(console.visitor().get("/policies", "Authorization", "Bearer " + token("ci")))
        .as("nor is a token for pages")
        .extracting(HttpResponse::statusCode)
        .isEqualTo(302);
  }

  @ParameterizedTest
  @CsvSource({
    "GET,    /api/v1/runs,                   yes, yes, yes",
    "HEAD,   /api/v1/runs,                   yes, yes, yes",
    "GET,    /api/v1/nix,                    yes, yes, yes",
    "POST,   /api/v1/runs,                   no,  yes, no",
    "POST,   /api/v1/runs/987654321/rerun,   no,  yes, no",
    "POST,   /api/v1/runs/987654321/stop,    no,  yes, no",
    "POST,   /api/v1/holds,                  no,  yes, no",
    "POST,   /api/v1/holds/987654321/lift,   no,  yes, no",
    "POST,   /api/v1/restore,                no,  yes, no",
    "POST,   /api/v1/runs/987654321/accept,  no,  no,  yes",
    "POST,   /api/v1/nix,                    no,  no,  no",
    "DELETE, /api/v1/holds/987654321,        no,  no,  no",
    "PUT,    /api/v1/runs,                   no,  no,  no",
  })
  void each_role_has_its_addresses(
      String method, String path, String viewer, String operator, String approver) {
    assertThat(refused(ask(console, "board", method, path))).isEqualTo(viewer.equals("no"));
    assertThat(refused(ask(console, "ci", method, path))).isEqualTo(operator.equals("no"));
    assertThat(refused(ask(console, "chief", method, path))).isEqualTo(approver.equals("no"));
    if (!method.equals("GET") && !method.equals("HEAD")) {
      HttpResponse<String> refused = ask(closed, "ci", method, path);
      assertThat(refused.statusCode()).isEqualTo(403);
      assertThat(message(refused)).isEqualTo(Refusal.READ_ONLY.message());
    }
  }

  private static boolean refused(HttpResponse<String> response) {
    return response.statusCode() == 403
        || response.statusCode() == 404 && response.body().contains(Refusal.NO_OPERATION.message());
  }

  @Test
  void each_address_has_a_rule() {
    assertThat(console.mapped())
        .filteredOn(each -> !each.ofPages())
        .isNotEmpty()
        .allSatisfy(
            each ->
                assertThat(List.of("ci", "chief"))
                    .as("%s; give it a role", each)
                    .anyMatch(name -> !refused(ask(console, name, each.method(), each.path()))));
  }

  @Test
  void a_refusal_names_the_role_that_is_missing() {
    assertThat(message(ask(console, "board", "POST", "/api/v1/runs/4/stop")))
        .isEqualTo("This needs the role operator; yours: viewer.");
  }

  @Test
  void nothing_shows_a_token_or_its_hash() {
    ask(console, "ci", "GET", "/api/v1/runs");
    console.visitor().get("/api/v1/runs", "Authorization", "Bearer mret_secret_that_is_wrong");

    assertThat(console.log())
        .anyMatch(line -> line.startsWith("API: request refused, from 127.0.0.1: "))
        .noneMatch(line -> line.contains("mret_secret"))
        .noneMatch(line -> line.contains(hash("ci")) || line.contains("sha256:"));
  }

  @Test
  void a_program_needs_no_token_of_a_form() {
    assertThat(
            console
                .visitor()
                .postExactly(
                    "/api/v1/runs/987654321/stop",
                    Map.of(),
                    "Authorization",
                    "Bearer " + token("ci"))
                .statusCode())
        .isNotIn(401, 403);
  }
}
