package io.github.milvusretention.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusretention.database.Database;
import io.github.milvusretention.database.Databases;
import io.github.milvusretention.database.EveryDatabase;
import io.github.milvusretention.milvus.Cluster;
import io.github.milvusretention.sandbox.Call;
import io.github.milvusretention.sandbox.Reaction;
import io.github.milvusretention.sandbox.Sandbox;
import io.github.milvusretention.sandbox.States;
import io.github.milvusretention.tier.Slow;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Runs that lost their right to act, died, or are continued much later. */
@EveryDatabase
class RestartStoryTest {
  private static final String DROP = "partitions/drop";
  private static final String DB = "default";

  private final Sandbox sandbox = Installation.quickSetup();
  private final Installation here;
  private final Database database;

  RestartStoryTest(Databases database, @TempDir Path directory) {
    here = new Installation(database, directory, sandbox);
    this.database = here.database();
  }

  @Test
  void aRunWhoseLeaseIsTakenOverInTheMiddleOfADropStopsAndARerunSettlesIt() {
    here.rules(Installation.ONE_BY_ONE);
    sandbox
        .on(DROP)
        .forPartition("march")
        .once()
        .react(Reaction.honest().before(call -> database.takeOverLeases()));

    Ended ran = here.run("run --output json");

    assertThat(ran.exit()).isEqualTo(5);
    assertThat(ran.err()).contains("lease");
    assertThat(ran.stackTrace()).isEmpty();
    assertThat(sandbox.callsTo(DROP))
        .extracting(Call::partition)
        .containsExactly("january", "february", "march");
    assertThat(sandbox.mutations())
        .as("nothing is sent for what comes after")
        .allSatisfy(
            c -> assertThat(List.of("january", "february", "march")).containsAll(c.partitions()));
    assertThat(here.results(1))
        .contains("quick_setup/march DROP_SENT", "quick_setup/april PLANNED");

    assertThat(here.run("rerun").exit()).as("the other still holds the lease").isEqualTo(5);

    database.expireLeases();
    sandbox.clearCalls();
    Ended rerun = here.run("rerun --output json");

    assertThat(rerun.exit()).isZero();
    assertThat(Figures.of(rerun.only())).isEqualTo(new Figures(7, 0, 0, 0));
    assertThat(sandbox.callsTo(DROP))
        .as("march is gone: the list says so, and it is not dropped twice")
        .extracting(Call::partition)
        .containsExactly("april", "may", "june", "july");
  }

  @Slow
  @Test
  void aRunLeftBehindByADeadProcessGoesOnWhereItStopped() {
    sandbox.on(DROP).react(Reaction.error(65535, "no disk left"));
    assertThat(here.run("run").exit()).isEqualTo(3);
    sandbox.heal();
    sandbox.dropPartitions(DB, "quick_setup", "january");
    asIfItsProcessHadDied(1);
    database.change("UPDATE retention_ledger SET state = 'PLANNED', error = NULL, attempts = 0");
    database.change(
        "UPDATE retention_ledger SET state = 'DROP_SENT', attempts = 1"
            + " WHERE partition_name IN ('january', 'february')");
    database.takeOverLeases();
    sandbox.clearCalls();

    Ended refused = here.run("recover 1 --output json");
    assertThat(refused.exit()).as("its lease is alive").isEqualTo(5);
    assertThat(refused.all()).contains("another process");
    Ended locked = here.run("run --output json");
    assertThat(locked.exit()).isEqualTo(5);
    assertThat(locked.only().get("status").stringValue()).isEqualTo("LOCKED");
    assertThat(locked.only().get("message").stringValue()).contains("another process");
    assertThat(sandbox.calls()).isEmpty();
    assertThat(status(1)).isEqualTo("STARTED");

    database.expireLeases();
    assertThat(here.run("recover 1").exit()).isZero();
    assertThat(status(1)).isEqualTo("FAILED");
    assertThat(sandbox.calls()).isEmpty();
    assertThat(here.run("recover 1").exit()).as("it is no longer running").isEqualTo(2);

    asIfItsProcessHadDied(1);
    Ended rerun = here.run("rerun 1 --output json");

    assertThat(rerun.exit()).isZero();
    assertThat(rerun.only().get("attempt").intValue()).isEqualTo(1);
    assertThat(Figures.of(rerun.only())).isEqualTo(new Figures(7, 0, 0, 0));
    assertThat(sandbox.callsTo(DROP))
        .extracting(Call::partition)
        .containsExactly("february", "march", "april", "may", "june", "july");
    assertThat(here.ledger(1))
        .filteredOn(item -> item.get("partition").stringValue().equals("january"))
        .singleElement()
        .satisfies(
            january -> {
              assertThat(january.get("state").stringValue()).isEqualTo("DROPPED");
              assertThat(january.get("attempts").intValue()).isEqualTo(1);
            });
    assertThat(here.run("run --output json").only().get("status").stringValue())
        .isEqualTo("ALREADY_DONE");
  }

  @Slow
  @Test
  void aNameWithoutAYearThatMeansAnotherPeriodByNowIsNotDropped() {
    sandbox.on(DROP).forPartition("january").react(Reaction.loaded());
    sandbox.on(DROP).forPartition("march").react(Reaction.loaded());
    assertThat(here.run("run").exit()).isEqualTo(3);
    sandbox.heal();
    sandbox.clearCalls();

    // By now "january" is the January of 2027, expired in its turn; "march" is that of 2027, kept.
    here.itIs("2027-05-15T10:00:00Z");
    Ended rerun = here.run("rerun --output json");

    assertThat(sandbox.mutations()).isEmpty();
    assertThat(sandbox.partitions(DB, "quick_setup")).contains("january", "march");
    assertThat(rerun.exit()).isZero();
    assertThat(rerun.only().get("asOf").stringValue()).isEqualTo("2026-11-24");
    assertThat(Figures.of(rerun.only())).isEqualTo(new Figures(5, 0, 2, 0));
    assertThat(here.ledger(1))
        .filteredOn(item -> item.get("state").stringValue().equals("SKIPPED"))
        .hasSize(2)
        .allSatisfy(item -> assertThat(item.get("error").stringValue()).isNotBlank());
  }

  @Slow
  @Test
  void aProcessThatDiedRightAfterPlanningLeavesItsPlanAsTheUpperBound() {
    sandbox.dropPartitions(DB, "quick_setup", "may");
    sandbox.on(DROP).react(Reaction.error(65535, "no disk left"));
    assertThat(here.run("run").exit()).isEqualTo(3);
    sandbox.heal();
    sandbox.createPartitions(DB, "quick_setup", "may");
    sandbox.clearCalls();
    forget("step_name <> 'plan'");
    asIfItsProcessHadDied(1);
    database.change(
        "UPDATE batch_step_execution SET status = 'STARTED', exit_code = 'UNKNOWN',"
            + " end_time = NULL");

    Ended rerun = here.run("run --output json");

    assertThat(rerun.exit()).isZero();
    assertThat(Figures.of(rerun.only())).isEqualTo(new Figures(6, 0, 0, 0));
    assertThat(sandbox.callsTo(DROP)).extracting(Call::partition).doesNotContain("may");
    assertThat(sandbox.partitions(DB, "quick_setup")).contains("may");
  }

  @Slow
  @Test
  void aProcessThatDiedWhileTheRunWasBeingWrittenDownDoesNotBlockThatNight() {
    here.rules(Installation.RULES.replace("75%", "50%"));
    assertThat(here.run("run").exit()).isEqualTo(4);
    forget("TRUE");
    for (String table : List.of("_context", "_params", "")) {
      database.change("DELETE FROM batch_job_execution" + table);
    }
    here.rules(Installation.RULES);

    Ended ran = here.run("run --output json");

    assertThat(ran.exit()).isZero();
    assertThat(Figures.of(ran.only())).isEqualTo(new Figures(7, 0, 0, 0));
  }

  @Slow
  @Test
  void aRunWhosePolicyLeftTheRulesIsNotContinued() {
    sandbox.on(DROP).forPartition("march").react(Reaction.loaded());
    assertThat(here.run("run").exit()).isEqualTo(3);
    sandbox.heal();
    sandbox.clearCalls();
    here.rules(Installation.RULES.replace("quick-setup", "renamed"));

    Ended rerun = here.run("rerun 1");

    assertThat(rerun.exit()).isEqualTo(2);
    assertThat(rerun.err()).contains("quick-setup", "no longer in the rules");
    assertThat(sandbox.calls()).isEmpty();
    assertThat(here.results(1)).as("what was done can still be seen").hasSize(7);
  }

  @Slow
  @Test
  void aRunIsNotContinuedOnAnotherServerByTheNameOfItsCluster() {
    sandbox.on(DROP).react(Reaction.error(65535, "no disk left"));
    assertThat(here.run("run").exit()).isEqualTo(3);
    try (Sandbox other =
        Sandbox.builder().token(Installation.TOKEN).seed(States::quickSetup).start()) {
      here.restart().talksTo(other);

      Ended rerun = here.run("rerun --output json");

      assertThat(rerun.exit()).as(rerun.all()).isEqualTo(6);
      assertThat(rerun.only().get("message").stringValue())
          .isEqualTo(
              "cluster local was at %s when this run was planned, and the rules now have it at %s,"
                      .formatted(Cluster.server(sandbox.uri()), Cluster.server(other.uri()))
                  + " so nothing of the plan is dropped there. Put its uri back and rerun, or make"
                  + " a new plan by a run with --again");
      assertThat(rerun.stackTrace()).isEmpty();
      assertThat(other.mutations()).isEmpty();
      assertThat(here.results(1)).noneMatch(result -> result.endsWith(" SKIPPED"));

      database.change(
          "UPDATE retention_ledger SET state = 'DROP_SENT' WHERE partition_name = 'january'");
      Ended again = here.run("run --again");
      assertThat(again.exit()).as(again.all()).isZero();
      assertThat(again.err())
          .contains("the drops of 1 partitions were sent to " + Cluster.server(sandbox.uri()));
      assertThat(here.results(1)).contains("quick_setup/january DROP_SENT");
    }
  }

  @Slow
  @ParameterizedTest
  @ValueSource(strings = {"state", "action"})
  void aRowThatThisVersionDoesNotKnowStopsEverythingInOneSentence(String column) {
    sandbox.on(DROP).forPartition("march").react(Reaction.loaded());
    assertThat(here.run("run").exit()).isEqualTo(3);
    sandbox.heal();
    sandbox.clearCalls();
    database.change(
        "UPDATE retention_ledger SET " + column + " = 'NEWER' WHERE partition_name = 'march'");

    for (String command : List.of("rerun 1", "show 1", "why march", "run --again")) {
      Ended ended = here.run(command);
      assertThat(ended.exit()).as(command + ended.all()).isEqualTo(6);
      assertThat(ended.all())
          .contains(
              "of retention_ledger has the " + column + " NEWER, which this version does not");
      assertThat(ended.stackTrace()).as(command).isEmpty();
    }
    assertThat(sandbox.mutations()).isEmpty();
  }

  private void forget(String steps) {
    database.change(
        "DELETE FROM batch_step_execution_context WHERE step_execution_id IN"
            + " (SELECT step_execution_id FROM batch_step_execution WHERE "
            + steps
            + ")");
    database.change("DELETE FROM batch_step_execution WHERE " + steps);
  }

  private String status(long execution) {
    return here.run("runs --output json").json().values().stream()
        .filter(run -> run.get("executionId").longValue() == execution)
        .map(run -> run.get("status"))
        .map(JsonNode::stringValue)
        .findFirst()
        .orElseThrow();
  }

  /** Puts the job repository back to how a process leaves it that dies in the drop step. */
  private void asIfItsProcessHadDied(long execution) {
    forget("step_name = 'report'");
    String where = " WHERE job_execution_id = " + execution;
    String alive = " SET status = 'STARTED', exit_code = 'UNKNOWN', exit_message = '',";
    database.change("UPDATE batch_job_execution" + alive + " end_time = NULL" + where);
    database.change(
        "UPDATE batch_step_execution"
            + alive
            + " end_time = NULL"
            + where
            + " AND step_name LIKE 'drop%'");
  }
}
