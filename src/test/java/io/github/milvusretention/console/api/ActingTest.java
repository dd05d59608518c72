package io.github.milvusretention.console.api;

import static io.github.milvusretention.console.api.ActingSetup.RULES;
import static io.github.milvusretention.console.api.ActingSetup.assertIsRun;
import static io.github.milvusretention.console.api.ActingSetup.json;
import static io.github.milvusretention.console.api.ActingSetup.refuse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.milvusretention.answers.Contract;
import io.github.milvusretention.sandbox.Reaction;
import io.github.milvusretention.sandbox.Sandbox;
import io.github.milvusretention.story.Installation;
import io.github.milvusretention.tier.Slow;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What programs do is done by the services of the pages, and refused as they refuse it. */
@Slow
class ActingTest {
  private ActingSetup setup;
  private Sandbox milvus;
  private Installation program;
  private Programs board;
  private Programs ci;

  @BeforeEach
  void start(@TempDir Path directory) {
    setup = new ActingSetup(directory);
    milvus = setup.milvus;
    program = setup.program;
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
  }

  @AfterEach
  void stop() {
    setup.close();
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
    assertThat(setup.ended(2).get("trigger").stringValue()).isEqualTo("rerun");
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
    assertThat(setup.ended(1).get("status").stringValue()).isEqualTo("STOPPED");
    assertThat(milvus.callsTo("partitions/drop")).hasSizeLessThan(7);
  }

  @Test
  void aHoldIsPlacedAndLiftedOnce() {
    HttpResponse<String> placed =
        ci.post(
            "/holds",
            "{\"policy\":\"quick-*\",\"partition\":\"march\",\"reason\":\"an"
                + " audit\",\"from\":null}");

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
}
