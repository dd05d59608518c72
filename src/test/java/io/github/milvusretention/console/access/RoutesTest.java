package io.github.milvusretention.console.access;

import static io.github.milvusretention.console.access.Visitor.location;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusretention.console.access.RunningConsole.Mapped;
import io.github.milvusretention.console.access.refusal.Refusal;
import io.github.milvusretention.tier.Slow;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each address has a rule, and each role has its addresses. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RoutesTest {
  private final RunningConsole console;
  private final RunningConsole closed;
  private final Visitor vic;
  private final Visitor otto;
  private final Visitor ada;
  private final Visitor eve;

  RoutesTest(Gate gate) {
    console = gate.console();
    closed = gate.closed;
    vic = console.visitor("vic");
    otto = console.visitor("otto");
    ada = console.visitor("ada");
    eve = closed.visitor("eve");
  }

  private static HttpResponse<String> ask(Visitor visitor, String method, String path) {
    return method.equals("POST")
        ? visitor.post("/policies", path, Map.of())
        : visitor.send(method, path, "");
  }

  private static boolean refused(HttpResponse<String> response) {
    return response.statusCode() == 403 || hasNoRule(response);
  }

  private static boolean saysReadOnly(HttpResponse<String> response) {
    return response.body().contains("bad\">" + Refusal.READ_ONLY.message());
  }

  private static boolean hasNoRule(HttpResponse<String> response) {
    return response.statusCode() == 404 && response.body().contains(Refusal.NOT_THERE.message());
  }

  @Test
  void each_address_has_a_rule() {
    Visitor everyRole = console.visitor("eve");

    assertThat(console.mapped())
        .filteredOn(Mapped::ofPages)
        .filteredOn(each -> !each.path().equals("/refused"))
        .hasSizeGreaterThan(2)
        .allSatisfy(
            each ->
                assertThat(refused(ask(everyRole, each.method(), each.path())))
                    .as("%s; add it to Routes", each)
                    .isFalse());
  }

  /** Each row of the audit stays for ever. */
  @Test
  void what_one_person_is_refused_again_and_again_is_recorded_so_often() {
    Visitor visitor = console.visitor("vic");
    for (int i = 0; i < 40; i++) {
      assertThat(visitor.postExactly("/runs/4/stop", Map.of()).statusCode()).isEqualTo(403);
    }

    assertThat(console.log())
        .anyMatch(line -> line.matches("vic: [0-9]+ more refusals were not recorded; .*"));
  }

  @Test
  void nothing_but_the_log_in_is_for_whoever_is_not_logged_in() {
    assertThat(console.mapped())
        .filteredOn(each -> !each.path().equals("/login"))
        .isNotEmpty()
        .allSatisfy(
            each -> {
              HttpResponse<String> asked = console.visitor().send(each.method(), each.path(), "");
              if (each.ofPages()) {
                assertThat(asked.statusCode()).as("%s", each).isEqualTo(302);
                assertThat(location(asked)).as("%s", each).startsWith("/login");
              } else {
                assertThat(asked.statusCode()).as("%s", each).isEqualTo(401);
              }
            });
  }

  @Slow
  @Test
  void read_only_means_that_nobody_acts() {
    Visitor everyRole = closed.visitor("eve");

    assertThat(console.mapped())
        .filteredOn(each -> !each.method().equals("GET"))
        .filteredOn(Mapped::ofPages)
        .allSatisfy(
            each ->
                assertThat(saysReadOnly(ask(everyRole, each.method(), each.path())))
                    .as("%s", each)
                    .isTrue());
    assertThat(everyRole.get("/policies").body()).contains(">read-only</span>");
  }

  @ParameterizedTest
  @CsvSource({
    "GET,  /,                   yes, yes, yes",
    "GET,  /policies,           yes, yes, yes",
    "HEAD, /policies,           yes, yes, yes",
    "GET,  /policies/nix,       yes, yes, yes",
    "GET,  /nights,             yes, yes, yes",
    "GET,  /runs,               yes, yes, yes",
    "GET,  /runs/987654321,     yes, yes, yes",
    "GET,  /runs/987654321/progress, yes, yes, yes",
    "GET,  /plan,               yes, yes, yes",
    "GET,  /forecast,           yes, yes, yes",
    "GET,  /holds,              yes, yes, yes",
    "GET,  /partition,          yes, yes, yes",
    "GET,  /audit,              yes, yes, yes",
    "GET,  /audit.csv,          yes, yes, yes",
    "GET,  /audit.json,         yes, yes, yes",
    "GET,  /policies/nix/run,   no,  yes, no",
    "POST, /policies/nix/run,   no,  yes, no",
    "GET,  /runs/987654321/rerun,  no, yes, no",
    "POST, /runs/987654321/rerun,  no, yes, no",
    "GET,  /runs/987654321/stop,   no, yes, no",
    "POST, /runs/987654321/stop,   no, yes, no",
    "GET,  /holds/new,          no,  yes, no",
    "POST, /holds/new,          no,  yes, no",
    "GET,  /holds/987654321/lift,  no, yes, no",
    "POST, /holds/987654321/lift,  no, yes, no",
    "GET,  /restore,            no,  yes, no",
    "POST, /restore,            no,  yes, no",
    "GET,  /runs/987654321/accept, no, no, yes",
    "POST, /runs/987654321/accept, no, no, yes",
    "POST, /policies,           no,  no,  no",
    "POST, /runs/987654321,     no,  no,  no",
    "PUT,  /runs/987654321/stop, no, no,  no",
    "DELETE, /holds/987654321,  no,  no,  no",
    "GET,  /policies/,          no,  no,  no",
    "GET,  /refused,            no,  no,  no",
    "GET,  /error,              no,  no,  no",
    "GET,  /index.html,         no,  no,  no",
    "GET,  /h2-console,         no,  no,  no",
    "GET,  /api,                no,  no,  no",
    "GET,  /api/v2/runs,        no,  no,  no",
  })
  void each_role_has_its_addresses(
      String method, String path, String viewer, String operator, String approver) {
    assertThat(refused(ask(vic, method, path))).as("viewer").isEqualTo(viewer.equals("no"));
    assertThat(refused(ask(otto, method, path))).as("operator").isEqualTo(operator.equals("no"));
    assertThat(refused(ask(ada, method, path))).as("approver").isEqualTo(approver.equals("no"));
    HttpResponse<String> readOnly = ask(eve, method, path);
    assertThat(readOnly.statusCode() == 403 && saysReadOnly(readOnly))
        .as("read-only")
        .isEqualTo(
            !Set.of("GET", "HEAD").contains(method)
                || !viewer.equals("yes") && (operator.equals("yes") || approver.equals("yes")));
  }

  @Test
  void a_refusal_names_the_role_that_is_missing() {
    assertThat(console.visitor("vic").get("/runs/4/accept").body())
        .contains("This needs the role approver; yours: viewer.");
  }

  @Test
  void a_page_that_does_not_exist_says_so_in_the_frame() {
    HttpResponse<String> nowhere = console.visitor("vic").get("/nowhere");

    assertThat(nowhere.statusCode()).isEqualTo(404);
    assertThat(nowhere.body()).contains("There is no page here.", ">vic</span>", "href=\"/runs\"");
  }
}
