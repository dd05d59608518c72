package io.github.milvusretention.console.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.milvusretention.answers.Contract;
import io.github.milvusretention.answers.Schemas;
import io.github.milvusretention.cli.start.Application;
import io.github.milvusretention.console.api.http.Body;
import io.github.milvusretention.console.api.operations.Operation;
import io.github.milvusretention.console.api.operations.Operations;
import io.github.milvusretention.database.Databases;
import io.github.milvusretention.rules.console.Role;
import io.github.milvusretention.sandbox.Reaction;
import io.github.milvusretention.sandbox.Sandbox;
import io.github.milvusretention.sandbox.States;
import io.github.milvusretention.story.Installation;
import io.github.milvusretention.tier.Slow;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What programs do is done by the services of the pages, and refused as they refuse it. */
@Slow
class ActingTest {
  private static final String RULES =
      Installation.RULES
          .replace(
              "retention:\n",
              "retention:\n  console:\n    tokens:\n"
                  + Programs.token("board", "viewer")
                  + Programs.token("ci", "operator")
                  + Programs.token("chief", "approver")
                  + Programs.token("both", "operator, approver"))
          // A guard refuses seven of twelve, until somebody accepts them.
          .replace("max-share: 75%", "max-share: 10%");

  private Sandbox milvus;
  private Installation program;
  private Application daemon;
  private Programs board;
  private Programs ci;
  private Programs chief;
  private Programs both;

  @BeforeEach
  void start(@TempDir Path directory) {
    milvus = Sandbox.builder().seed(States::quickSetup).start();
    program = new Installation(Databases.H2, directory, milvus).rules(RULES);
    daemon = program.serve();
    programs();
  }

  /** From now on by these rules. */
  private void serve(String rules) {
    daemon.close();
    daemon = program.rules(rules).serve();
    programs();
  }

  private void programs() {
    board = new Programs(daemon, "board");
    ci = new Programs(daemon, "ci");
    chief = new Programs(daemon, "chief");
    both = new Programs(daemon, "both");
  }

  @AfterEach
  void stop() {
    daemon.close();
    milvus.close();
  }

  @Test
  void aRunIsAnsweredOnceItHasBegunAndAcceptedBySomebodyElse() {
    HttpResponse<String> begun =
        both.post("/runs", "{\"policy\":\"quick-setup\",\"reason\":\"tonight\"}");

    assertThat(begun.statusCode()).as(begun.body()).isEqualTo(202);
    assertThat(begun.headers().firstValue("Location")).hasValue("/api/v1/runs/1");
    assertIsRun(begun);
    assertThat(json(begun).get("requestedBy").stringValue()).isEqualTo("both@api");
    assertThat(json(begun).get("reason").stringValue()).isEqualTo("tonight");
    assertThat(ended(1).get("exitCode").intValue()).isEqualTo(4);
    JsonNode plan = json(chief.get("/plan?policy=quick-setup")).get(0);
    String digest = plan.get("digest").stringValue();
    int due = plan.get("actions").get("DROP").intValue();

    String guards = plan.get("guards").stringValue();
    String unseen = "{\"digest\":\"%s\",\"partitions\":%d,\"reason\":\"they may go\"}";
    String accept = unseen.replace("}", ",\"guards\":\"" + guards + "\"}");
    refuse(
        400,
        2,
        chief.post("/runs/1/accept", unseen.formatted(digest, due)),
        "field guards is missing");
    refuse(
        400,
        2,
        chief.post("/runs/1/accept", accept.formatted(digest, due).replace(guards, "max-share")),
        "field guards must be what the plan has beneath guards, which tells their figures too");
    refuse(
        409,
        4,
        chief.post(
            "/runs/1/accept", accept.formatted(digest, due).replace("max-share", "max-drops")),
        "guards refuse the plan by other figures than were shown (shown: max-drops; now: max-share"
            + " allows 10%, not ");
    refuse(403, 2, both.post("/runs/1/accept", accept.formatted(digest, due)), "who cannot accept");
    refuse(400, 2, chief.post("/runs/1/accept", accept.formatted(digest, due + 1)), "number");
    refuse(
        409,
        4,
        chief.post("/runs/1/accept", accept.formatted("sha256:" + "0".repeat(64), due)),
        "the plan is no longer the one that was shown");
    assertThat(milvus.mutations()).isEmpty();

    HttpResponse<String> accepted = chief.post("/runs/1/accept", accept.formatted(digest, due));

    assertThat(accepted.statusCode()).as(accepted.body()).isEqualTo(202);
    assertThat(accepted.headers().firstValue("Location")).hasValue("/api/v1/runs/2");
    assertIsRun(accepted);
    assertThat(ended(2).get("dropped").intValue()).isEqualTo(due);
    refuse(409, 2, ci.post("/runs", "{\"policy\":\"quick-setup\"}"), "is done already");
    refuse(409, 2, ci.post("/runs/2/stop", ""), "there is nothing to stop");
    assertThat(ci.post("/runs", "{\"policy\":\"quick-setup\",\"again\":true}").statusCode())
        .isEqualTo(202);
    assertThat(ended(3).get("attempt").intValue()).isEqualTo(2);
    Contract.hold("audit", board.get("/audit"));
    assertThat(json(board.get("/audit?act=accept&who=chief")).values())
        .extracting(act -> act.get("outcome").stringValue())
        .contains("refused", "started");
  }

  @Test
  void byAFinishedRunNothingIsAcceptedButWhatWaitedInIt() {
    serve(RULES.replace("max-share: 10%", "max-share: 75%"));
    String run = "{\"policy\":\"quick-setup\",\"again\":true}";
    assertThat(ci.post("/runs", run).statusCode()).isEqualTo(202);
    ended(1);
    milvus.createPartitions("default", "quick_setup", "january");
    assertThat(begun(run).statusCode()).isEqualTo(202);
    ended(2);
    milvus.createPartitions("default", "quick_setup", "february");
    milvus.clearCalls();

    refuse(
        409, 2, chief.post("/runs/2/accept", presentPlan()), "more than what waited in that run");
    assertThat(milvus.mutations()).isEmpty();
    milvus.dropPartitions("default", "quick_setup", "february");
    HttpResponse<String> accepted = chief.post("/runs/2/accept", presentPlan());
    assertThat(accepted.statusCode()).as(accepted.body()).isEqualTo(202);
    ended(3);
    milvus.createPartitions("default", "quick_setup", "january");
    milvus.clearCalls();

    refuse(409, 2, chief.post("/runs/2/accept", presentPlan()), "waits for a person");
    assertThat(milvus.mutations()).isEmpty();
    assertThat(json(board.get("/audit?act=accept")).values())
        .filteredOn(act -> act.get("outcome").stringValue().equals("started"))
        .singleElement()
        .satisfies(act -> assertThat(act.get("target").stringValue()).contains("decided on run 2"));
  }

  private HttpResponse<String> begun(String run) {
    return await()
        .atMost(Duration.ofMinutes(1))
        .until(() -> ci.post("/runs", run), answer -> answer.statusCode() != 409);
  }

  private String presentPlan() {
    JsonNode plan = json(chief.get("/plan?policy=quick-setup")).get(0);
    return "{\"digest\":\"%s\",\"guards\":\"%s\",\"partitions\":%d,\"reason\":\"fine\"}"
        .formatted(plan.get("digest").stringValue(), plan.get("guards").stringValue(), due(plan));
  }

  /** With what waits. */
  private static int due(JsonNode plan) {
    JsonNode counts = plan.get("summary");
    return List.of("EXPIRED", "RE_CREATED").stream()
        .mapToInt(verdict -> counts.has(verdict) ? counts.get(verdict).intValue() : 0)
        .sum();
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

  /** The digest of the plan does not tell: it has what goes, not what stays. */
  @Test
  void whoeverAcceptsAcceptsTheFiguresThatHeSaw() {
    assertThat(both.post("/runs", "{\"policy\":\"quick-setup\"}").statusCode()).isEqualTo(202);
    ended(1);
    JsonNode plan = json(chief.get("/plan?policy=quick-setup")).get(0);
    String accept =
        "{\"digest\":\"%s\",\"guards\":\"%s\",\"partitions\":%d,\"reason\":\"fine\"}"
            .formatted(
                plan.get("digest").stringValue(),
                plan.get("guards").stringValue(),
                plan.get("actions").get("DROP").intValue());
    milvus.dropPartitions("default", "quick_setup", "november", "december");

    refuse(
        409,
        4,
        chief.post("/runs/1/accept", accept),
        "guards refuse the plan by other figures than were shown (shown: max-share; now: max-share"
            + " allows 10%, not ");

    JsonNode now = json(chief.get("/plan?policy=quick-setup")).get(0);
    assertThat(now.get("digest")).isEqualTo(plan.get("digest"));
    assertThat(now.get("guards")).isNotEqualTo(plan.get("guards"));
    assertThat(milvus.mutations()).isEmpty();
  }

  @Test
  void aRunIsContinuedUnlessAnotherIsInProgress() {
    assertThat(program.run("run --policy quick-setup").exit()).isEqualTo(4);
    program.database().takeOverLeases();
    refuse(409, 5, ci.post("/runs/1/rerun", ""), "another run of this policy is in progress");
    program.database().expireLeases();

    HttpResponse<String> begun = ci.post("/runs/1/rerun", "{\"reason\":\"once more\"}");

    assertThat(begun.statusCode()).as(begun.body()).isEqualTo(202);
    assertIsRun(begun);
    assertThat(ended(2).get("trigger").stringValue()).isEqualTo("rerun");
  }

  @Test
  void aRunThatIsInProgressIsStopped() {
    serve(RULES.replace("max-share: 10%", "max-share: 75%\n      release-batch: 1"));
    milvus.on("partitions/drop").once().react(Reaction.hang());
    assertThat(ci.post("/runs", "{\"policy\":\"quick-setup\"}").statusCode()).isEqualTo(202);
    await().atMost(Duration.ofMinutes(1)).until(() -> !milvus.callsTo("partitions/drop").isEmpty());

    HttpResponse<String> stopped = ci.post("/runs/1/stop", "{\"reason\":\"not now\"}");

    assertThat(stopped.statusCode()).as(stopped.body()).isEqualTo(202);
    Contract.hold("stop", stopped);
    // What the run asked its database before is an answer for a second.
    await().pollDelay(Duration.ofMillis(1_100)).until(() -> true);
    milvus.heal();
    assertThat(ended(1).get("status").stringValue()).isEqualTo("STOPPED");
    assertThat(milvus.callsTo("partitions/drop")).hasSizeLessThan(7);
  }

  @Test
  void aHoldIsPlacedAndLiftedOnce() {
    HttpResponse<String> placed =
        ci.post(
            "/holds",
            "{\"policy\":\"quick-*\",\"partition\":\"march\",\"reason\":\"an audit\",\"from\":null}");

    assertThat(placed.statusCode()).as(placed.body()).isEqualTo(201);
    Contract.hold("hold", placed);
    assertThat(json(placed).get("owner").stringValue()).isEqualTo("ci@api");
    assertThat(json(board.get("/holds")).get(0)).isEqualTo(json(placed));

    HttpResponse<String> lifted = ci.post("/holds/1/lift", "");

    assertThat(lifted.statusCode()).as(lifted.body()).isEqualTo(200);
    Contract.hold("hold", lifted);
    assertThat(json(lifted).get("state").stringValue()).isEqualTo("lifted");
    refuse(409, 2, ci.post("/holds/1/lift", "{}"), "hold 1 was lifted already, by ci@api");
    refuse(404, 2, ci.post("/holds/9/lift", "{}"), "there is no hold 9");
    refuse(
        400,
        2,
        ci.post("/holds", "{\"policy\":\"none\",\"reason\":\"x\"}"),
        "policy: none matches no policy of the rules");
    refuse(400, 2, ci.post("/holds", "{\"reason\":\"x\"}"), "");
  }

  @Test
  void nothingIsLiftedOrRestoredByRulesThatAreNoLongerInTheFile() {
    String hold = "{\"policy\":\"quick-*\",\"partition\":\"march\",\"reason\":\"an audit\"}";
    assertThat(ci.post("/holds", hold).statusCode()).isEqualTo(201);
    program.rules(RULES.replace("max-share: 10%", "max-share: 20%"));

    refuse(409, 5, ci.post("/holds/1/lift", ""), "nothing was lifted: the rules file ");
    refuse(
        409,
        5,
        ci.post(
            "/restore",
            "{\"policy\":\"quick-setup\",\"database\":\"default\","
                + "\"collection\":\"quick_setup\",\"partition\":\"january\"}"),
        "nothing was restored: the rules file ");
    assertThat(ci.post("/holds", hold).statusCode()).isEqualTo(201);
    assertThat(json(board.get("/holds"))).hasSize(2);
  }

  @Test
  void aPartitionIsRestored() {
    String where =
        "\"policy\":\"quick-setup\",\"database\":\"default\",\"collection\":\"quick_setup\"";

    HttpResponse<String> begun = ci.post("/restore", "{" + where + ",\"partition\":\"january\"}");

    assertThat(begun.statusCode()).as(begun.body()).isEqualTo(202);
    Contract.hold("restore", begun);
    await()
        .atMost(Duration.ofMinutes(1))
        .until(
            () ->
                json(board.get("/audit?act=restore&q=done")).values().stream()
                    .anyMatch(act -> act.get("outcome").stringValue().equals("done")));
    assertThat(json(board.get("/holds"))).hasSize(1);
    refuse(400, 2, ci.post("/restore", "{" + where + ",\"partition\":\"smarch\"}"), "partition");
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
        refuse(401, 2, new Programs(daemon, "nobody").post(path, "{}"), "token");
      } else {
        String path = operation.path().replace("{id}", "1").replace("{name}", "plan.json");
        refuse(401, 2, new Programs(daemon, "nobody").get(path), "token");
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
        "{\"policy\":\"quick-setup\",\"polcy\":1} | there is no field polcy; there are policy, asOf, again, countRows, reason",
        "{} | field policy is missing",
        "{\"policy\":null} | field policy is missing",
        "{\"policy\":7} | field policy must be a text",
        "{\"policy\":\"\"} | field policy must be a text, not \"\"",
        "{\"policy\":\"quick-setup\",\"again\":\"true\"} | field again must be true or false",
        "{\"policy\":\"quick-setup\",\"again\":1} | field again must be true or false",
        "{\"policy\":\"quick-setup\",\"asOf\":20261124} | field asOf must be a date such as 2026-11-24, or an hour such as 2026-11-24T03",
        "{\"policy\":\"quick-setup\",\"asOf\":\"2027-01-01\"} | asOf: 2027-01-01 is in the future in the zone UTC; a plan accepts a future date, a run does not",
        "{\"policy\":\"quick-setup\",\"policy\":\"quick-setup\"} | the body is not JSON, or gives a field twice",
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

  private static void refuse(int status, int code, HttpResponse<String> answer, String message) {
    assertThat(answer.statusCode()).as("%s: %s", answer.uri(), answer.body()).isEqualTo(status);
    assertThat(Schemas.mistakes("error", json(answer))).as(answer.body()).isEmpty();
    assertThat(json(answer).get("error").get("code").intValue()).isEqualTo(code);
    assertThat(json(answer).get("error").get("message").stringValue()).contains(message);
  }

  private static void assertIsRun(HttpResponse<String> answer) {
    assertThat(Schemas.mistakes("runs", JsonMapper.shared().createArrayNode().add(json(answer))))
        .as(answer.body())
        .isEmpty();
  }

  private JsonNode ended(long id) {
    await()
        .atMost(Duration.ofMinutes(1))
        .until(() -> !json(board.get("/runs/" + id)).get("exitCode").isNull());
    return json(board.get("/runs/" + id));
  }

  private static JsonNode json(HttpResponse<String> answer) {
    return JsonMapper.shared().readTree(answer.body());
  }
}
