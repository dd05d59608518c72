package io.github.milvusretention.console.api;

import static io.github.milvusretention.console.api.ActingSetup.json;
import static io.github.milvusretention.console.api.ActingSetup.refuse;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusretention.console.api.http.Body;
import io.github.milvusretention.console.api.operations.Operation;
import io.github.milvusretention.console.api.operations.Operations;
import io.github.milvusretention.rules.console.Role;
import io.github.milvusretention.tier.Slow;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What no program may ask, and what cannot be read, is refused in one sentence. */
@Slow
@TestInstance(Lifecycle.PER_CLASS)
class RefusedRequestsTest {
  private ActingSetup setup;
  private Programs board;
  private Programs ci;
  private Programs chief;

  @BeforeAll
  void start(@TempDir Path directory) {
    setup = new ActingSetup(directory);
    board = setup.program("board");
    ci = setup.program("ci");
    chief = setup.program("chief");
  }

  @AfterAll
  void stop() {
    setup.close();
  }

  /** Each test has a record of its own. */
  @BeforeEach
  void forget() {
    setup.program.database().change("DELETE FROM retention_audit");
  }

  @Test
  void whatIsNoTextIsRefused() {
    String no = "{\"policy\":\"quick-setup\",\"partition\":\"x\",\"reason\":\"a\\u0000b\"}";
    refuse(400, 2, ci.post("/holds", no), "field reason has a control character; leave it out");
    refuse(
        400,
        2,
        ci.post("/runs", "{\"policy\":\"quick-setup\",\"reason\":\"a\\u0000b\"}"),
        "field reason has a control character; leave it out");
    assertThat(json(board.get("/holds"))).isEmpty();
    assertThat(json(board.get("/runs"))).isEmpty();
  }

  @Test
  void anAddressThatThereIsNotSaysWhereTheyAreListed() {
    refuse(404, 2, board.get("/nothing"), "/api/v1/openapi.json lists");
    refuse(404, 2, ci.post("/nothing", "{}"), "/api/v1/openapi.json lists");
  }

  @Test
  void eachTokenDoesWhatItsRolesLetIt() {
    for (Operation operation : Operations.ALL) {
      if (operation.hasBody()) {
        String path = operation.path().replace("{id}", "1");
        refuse(403, 2, board.post(path, "{}"), "This needs the role");
        boolean approving = operation.role() == Role.APPROVER;
        refuse(403, 2, (approving ? ci : chief).post(path, "{}"), "This needs the role");
        // Lets it in, and finds that there is no such run, or no such field.
        assertThat((approving ? chief : ci).post(path, "{\"x\":1}").statusCode())
            .as(path)
            .isEqualTo(400);
        refuse(401, 2, setup.program("nobody").post(path, "{}"), "token");
      } else {
        String path = operation.path().replace("{id}", "1").replace("{name}", "plan.json");
        refuse(401, 2, setup.program("nobody").get(path), "token");
      }
    }
    assertThat(board.get("/openapi.json").statusCode()).isEqualTo(200);
  }

  @Test
  void anOperationAskedForInAnotherWaySaysHow() {
    HttpResponse<String> answer = board.get("/holds/1/lift");

    refuse(405, 2, answer, "GET is not for /api/v1/holds/1/lift, but POST");
    assertThat(answer.headers().firstValue("Allow")).hasValue("POST");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "{\"policy\":\"quick-setup\",\"polcy\":1} | there is no field polcy; there are policy,"
            + " asOf, again, countRows, reason",
        "{} | field policy is missing",
        "{\"policy\":null} | field policy is missing",
        "{\"policy\":7} | field policy must be a text",
        "{\"policy\":\"\"} | field policy must be a text, not \"\"",
        "{\"policy\":\"quick-setup\",\"again\":\"true\"} | field again must be true or false",
        "{\"policy\":\"quick-setup\",\"again\":1} | field again must be true or false",
        "{\"policy\":\"quick-setup\",\"asOf\":20261124} | field asOf must be a date such as"
            + " 2026-11-24, or an hour such as 2026-11-24T03",
        "{\"policy\":\"quick-setup\",\"asOf\":\"2027-01-01\"} | asOf: 2027-01-01 is in the future"
            + " in the zone UTC; a plan accepts a future date, a run does not",
        "{\"policy\":\"quick-setup\",\"policy\":\"quick-setup\"} | the body is not JSON, or gives a"
            + " field twice",
        "{\"policy\":\"quick-setup\"} {} | the body is not JSON, or gives a field twice",
        "{\"policy\": | the body is not JSON, or gives a field twice",
        "[] | the body must be an object of JSON",
        "null | the body must be an object of JSON",
      })
  void aBodyThatSaysSomethingElseIsRefused(String body, String message) {
    refuse(400, 2, ci.post("/runs", body), message);
    assertThat(json(board.get("/runs"))).isEmpty();
    // What is of the right form was meant, and is on record.
    assertThat(json(board.get("/audit?act=run"))).hasSize(body.contains("2027-01-01") ? 1 : 0);
  }

  @Test
  void aBodyIsOfJsonAndNotTooLarge() {
    String large = "{\"policy\":\"" + "x".repeat(Body.LARGEST) + "\"}";
    refuse(413, 2, ci.post("/runs", large), "the body may have at most 65536 bytes");
    refuse(
        413,
        2,
        ci.send(
            ci.request("/runs")
                .header("Content-Type", "application/json")
                .POST(
                    BodyPublishers.ofInputStream(
                        () -> new ByteArrayInputStream(large.getBytes())))),
        "the body may have at most 65536 bytes");
    refuse(
        415,
        2,
        ci.send(
            ci.request("/runs")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("policy=quick-setup"))),
        "Content-Type: application/json");
    refuse(400, 2, ci.post("/runs?policy=quick-setup", "{}"), "there is no parameter policy here");
    refuse(404, 2, ci.post("/runs", "{\"policy\":\"gone\"}"), "there is no policy gone");
    refuse(404, 2, ci.post("/runs/99/rerun", "{}"), "there is no run 99");
    assertThat(json(board.get("/runs"))).isEmpty();
  }
}
