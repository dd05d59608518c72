package io.github.milvusretention.console.api;

import static io.github.milvusretention.console.api.ActingSetup.RULES;
import static io.github.milvusretention.console.api.ActingSetup.assertIsRun;
import static io.github.milvusretention.console.api.ActingSetup.json;
import static io.github.milvusretention.console.api.ActingSetup.refuse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.milvusretention.answers.Contract;
import io.github.milvusretention.sandbox.Sandbox;
import io.github.milvusretention.tier.Slow;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Who accepts a plan accepts what was shown, in a run that somebody else began. */
@Slow
class AcceptingTest {
  private ActingSetup setup;
  private Sandbox milvus;
  private Programs board;
  private Programs ci;
  private Programs chief;
  private Programs both;

  @BeforeEach
  void start(@TempDir Path directory) {
    setup = new ActingSetup(directory);
    milvus = setup.milvus;
    programs();
  }

  /** From now on by these rules. */
  private void serve(String rules) {
    setup.serve(rules);
    programs();
  }

  private void programs() {
    board = setup.program("board");
    ci = setup.program("ci");
    chief = setup.program("chief");
    both = setup.program("both");
  }

  @AfterEach
  void stop() {
    setup.close();
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
    assertThat(setup.ended(1).get("exitCode").intValue()).isEqualTo(4);
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
    assertThat(setup.ended(2).get("dropped").intValue()).isEqualTo(due);
    refuse(409, 2, ci.post("/runs", "{\"policy\":\"quick-setup\"}"), "is done already");
    refuse(409, 2, ci.post("/runs/2/stop", ""), "there is nothing to stop");
    assertThat(ci.post("/runs", "{\"policy\":\"quick-setup\",\"again\":true}").statusCode())
        .isEqualTo(202);
    assertThat(setup.ended(3).get("attempt").intValue()).isEqualTo(2);
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
    setup.ended(1);
    milvus.createPartitions("default", "quick_setup", "january");
    assertThat(begun(run).statusCode()).isEqualTo(202);
    setup.ended(2);
    milvus.createPartitions("default", "quick_setup", "february");
    milvus.clearCalls();

    refuse(
        409, 2, chief.post("/runs/2/accept", presentPlan()), "more than what waited in that run");
    assertThat(milvus.mutations()).isEmpty();
    milvus.dropPartitions("default", "quick_setup", "february");
    HttpResponse<String> accepted = chief.post("/runs/2/accept", presentPlan());
    assertThat(accepted.statusCode()).as(accepted.body()).isEqualTo(202);
    setup.ended(3);
    milvus.createPartitions("default", "quick_setup", "january");
    milvus.clearCalls();

    refuse(409, 2, chief.post("/runs/2/accept", presentPlan()), "waits for a person");
    assertThat(milvus.mutations()).isEmpty();
    assertThat(json(board.get("/audit?act=accept")).values())
        .filteredOn(act -> act.get("outcome").stringValue().equals("started"))
        .singleElement()
        .satisfies(act -> assertThat(act.get("target").stringValue()).contains("decided on run 2"));
  }

  /** The digest of the plan does not tell: it has what goes, not what stays. */
  @Test
  void whoeverAcceptsAcceptsTheFiguresThatHeSaw() {
    assertThat(both.post("/runs", "{\"policy\":\"quick-setup\"}").statusCode()).isEqualTo(202);
    setup.ended(1);
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
}
