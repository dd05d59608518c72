package io.github.milvusretention.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusretention.database.Database;
import io.github.milvusretention.database.Databases;
import io.github.milvusretention.database.OneDatabase;
import io.github.milvusretention.sandbox.Call;
import io.github.milvusretention.sandbox.Reaction;
import io.github.milvusretention.sandbox.Sandbox;
import io.github.milvusretention.sandbox.States;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Unfinished runs that could not simply be restarted, and what becomes of them. */
@OneDatabase
class RepairStoryTest {
  private static final String DROP = "partitions/drop";

  private final Sandbox sandbox =
      Sandbox.builder().token(Installation.TOKEN).seed(States::quickSetup).start();
  private final Installation here;
  private final Database database;

  RepairStoryTest(Databases database, @TempDir Path directory) {
    here = new Installation(database, directory, sandbox);
    this.database = here.database();
  }

  @AfterEach
  void stop() {
    sandbox.close();
  }

  private void leaveMarchUndone() {
    sandbox.on(DROP).forPartition("march").react(Reaction.loaded());
    assertThat(here.run("run").exit()).isEqualTo(3);
    sandbox.heal();
    sandbox.clearCalls();
  }

  @Test
  void aStepWhoseEndWasLostDoesNotKeepTheRunFromGoingOn() {
    leaveMarchUndone();
    database.change(
        "UPDATE batch_step_execution SET status = 'STARTED', end_time = NULL"
            + " WHERE step_name = 'drop'");

    Ended rerun = here.run("rerun --output json");

    assertThat(rerun.exit()).isZero();
    assertThat(rerun.only().get("attempt").intValue()).isEqualTo(1);
    assertThat(sandbox.callsTo(DROP)).extracting(Call::partition).containsExactly("march");
  }

  /** Earlier versions had a partitioned step: a step row a collection beside that of the drop. */
  @ParameterizedTest
  @ValueSource(strings = {"FAILED", "STARTED"})
  void aRunOfTheFormerStepsIsContinued(String status) {
    leaveMarchUndone();
    String end = status.equals("STARTED") ? "NULL" : "end_time";
    database.change(
        "INSERT INTO batch_step_execution (step_execution_id, version, step_name,"
            + " job_execution_id, create_time, start_time, end_time, status, commit_count,"
            + " read_count, filter_count, write_count, read_skip_count, write_skip_count,"
            + " process_skip_count, rollback_count, exit_code, exit_message, last_updated)"
            + " SELECT 1000, version, 'collection:1-default.quick_setup', job_execution_id,"
            + " create_time, start_time, "
            + end
            + ", '"
            + status
            + "', 0, 0, 0, 0, 0, 0, 0, 1, exit_code, '', last_updated"
            + " FROM batch_step_execution WHERE step_name = 'drop'");
    database.change(
        "INSERT INTO batch_step_execution_context SELECT 1000, short_context, serialized_context"
            + " FROM batch_step_execution_context c JOIN batch_step_execution s"
            + " ON s.step_execution_id = c.step_execution_id WHERE s.step_name = 'drop'");
    database.change(
        "UPDATE batch_step_execution SET read_count = 0, write_count = 0, write_skip_count = 0"
            + (status.equals("STARTED") ? ", status = 'STARTED', end_time = NULL" : "")
            + " WHERE step_name = 'drop'");

    Ended rerun = here.run("rerun --output json");

    assertThat(rerun.exit()).isZero();
    assertThat(rerun.only().get("attempt").intValue()).isEqualTo(1);
    assertThat(Figures.of(rerun.only())).isEqualTo(new Figures(7, 0, 0, 0));
    assertThat(sandbox.callsTo(DROP)).extracting(Call::partition).containsExactly("march");
  }

  @Test
  void anUnknownEndIsLeftBehindByANewAttemptAndItsDropIsSettled() {
    sandbox.on(DROP).forPartition("march").react(Reaction.reset());
    assertThat(here.run("run").exit()).isEqualTo(3);
    assertThat(here.results(1)).contains("quick_setup/march DROP_SENT");
    sandbox.heal();
    database.change("UPDATE batch_job_execution SET status = 'UNKNOWN'");
    sandbox.dropPartitions("default", "quick_setup", "march");
    sandbox.clearCalls();

    Ended rerun = here.run("rerun --output json");

    assertThat(rerun.exit()).isZero();
    assertThat(rerun.only().get("attempt").intValue()).isEqualTo(2);
    assertThat(here.results(1)).contains("quick_setup/march DROPPED");
    assertThat(sandbox.callsTo(DROP)).isEmpty();
  }

  @Test
  void aDropThatHadNoEffectIsLeftToTheNextRun() {
    sandbox.on(DROP).forPartition("march").react(Reaction.reset());
    assertThat(here.run("run").exit()).isEqualTo(3);
    sandbox.heal();

    assertThat(here.run("run --again").exit()).isZero();

    assertThat(here.results(1)).contains("quick_setup/march SKIPPED");
    assertThat(here.results(2)).containsExactly("quick_setup/march DROPPED");
  }

  @Test
  void aLeftoverStaysOpenUntilAPlanThatMayGoHoldsIt() {
    sandbox.on(DROP).forPartition("march").react(Reaction.reset());
    assertThat(here.run("run").exit()).isEqualTo(3);
    sandbox.heal();
    here.rules(Installation.RULES.replace("max-share: 75%", "max-share: 10%"));

    assertThat(here.run("run --again").exit()).as("refused by max-share").isEqualTo(4);

    assertThat(here.results(1)).contains("quick_setup/march DROP_SENT");
    assertThat(here.run("rerun 1").exit()).isZero();
    assertThat(here.results(1)).contains("quick_setup/march DROPPED");
    assertThat(sandbox.partitions("default", "quick_setup")).doesNotContain("march");
  }

  @Test
  void whatALaterRunDroppedAndWasMadeAnewIsNotDroppedByAnOldPlan() {
    leaveMarchUndone();
    assertThat(here.run("run --again").exit()).isZero();
    assertThat(here.results(2)).containsExactly("quick_setup/march DROPPED");
    sandbox.createPartitions("default", "quick_setup", "march");
    sandbox.clearCalls();

    assertThat(here.run("rerun 1").exit()).isZero();

    assertThat(here.results(1)).contains("quick_setup/march SKIPPED");
    assertThat(here.run("show 1").out()).contains("no longer eligible: RE_CREATED");
    assertThat(sandbox.mutations()).isEmpty();
  }

  @Test
  void noDropIsRepeatedOfWhatALaterRunDroppedAndIsThereAgain() {
    leaveMarchUndone();
    assertThat(here.run("run --again").exit()).isZero();
    assertThat(here.results(2)).containsExactly("quick_setup/march DROPPED");
    sandbox.createPartitions("default", "quick_setup", "march");
    database.change("UPDATE retention_ledger SET state = 'DROP_SENT' WHERE state = 'FAILED'");
    sandbox.clearCalls();

    assertThat(here.run("rerun 1").exit()).isZero();

    assertThat(here.results(1)).contains("quick_setup/march SKIPPED");
    assertThat(here.run("show 1").out()).contains("a later run dropped it");
    assertThat(sandbox.mutations()).isEmpty();
  }

  @Test
  void aCollectionThatIsGoneProvesNoDrop() {
    sandbox.on(DROP).forPartition("march").react(Reaction.reset());
    assertThat(here.run("run").exit()).isEqualTo(3);
    sandbox.heal();
    sandbox.dropCollection("default", "quick_setup");

    assertThat(here.run("rerun").exit()).isZero();

    assertThat(here.results(1)).contains("quick_setup/march ABSENT");
    assertThat(here.run("show 1").out()).contains("no longer exists (dropped, or renamed)");
  }

  @Test
  void whatTheRulesNoLongerSelectIsLeftAlone() {
    leaveMarchUndone();
    here.rules(Installation.RULES.replace("[quick_setup]", "[another]"));

    Ended rerun = here.run("rerun");

    assertThat(rerun.exit()).isZero();
    assertThat(rerun.stackTrace()).isEmpty();
    assertThat(here.results(1)).contains("quick_setup/march SKIPPED");
    assertThat(sandbox.mutations()).isEmpty();
  }

  @Test
  void aCollectionThatCouldNotBeReadIsReadByANewAttempt() {
    sandbox.createCollection("default", "archive");
    sandbox.createPartitions("default", "archive", "january", "november");
    here.rules(
        Installation.RULES
            .replace("[quick_setup]", "[quick_setup, archive]")
            .replace("max-share: 75%", "max-share: 100%"));
    sandbox
        .on("collections/describe")
        .onCollection("archive")
        .react(Reaction.forbidden("DescribeCollection"));
    Ended ran = here.run("run --output json");
    assertThat(ran.exit()).isEqualTo(3);
    assertThat(Figures.of(ran.only())).isEqualTo(new Figures(7, 0, 0, 0));
    assertThat(ran.err()).contains("archive", "DescribeCollection");
    sandbox.heal();

    Ended rerun = here.run("rerun --output json");

    assertThat(rerun.exit()).isZero();
    assertThat(rerun.only().get("attempt").intValue()).isEqualTo(2);
    assertThat(sandbox.partitions("default", "archive")).containsExactly("_default", "november");
  }

  @Test
  void oneRerunFinishesBothWhatWasNotDroppedAndWhatWasNotRead() {
    sandbox.createCollection("default", "archive");
    sandbox.createPartitions("default", "archive", "january", "november");
    here.rules(
        Installation.RULES
            .replace("[quick_setup]", "[quick_setup, archive]")
            .replace("max-share: 75%", "max-share: 100%"));
    sandbox.on("collections/describe").onCollection("archive").react(Reaction.internalError());
    leaveMarchUndone();

    Ended rerun = here.run("rerun --output json");

    assertThat(rerun.exit()).isZero();
    assertThat(rerun.only().get("attempt").intValue()).isEqualTo(2);
    assertThat(sandbox.partitions("default", "archive")).containsExactly("_default", "november");
    assertThat(sandbox.partitions("default", "quick_setup")).doesNotContain("march");
  }

  @Test
  void whatAnotherToolDropsFirstIsNotClaimed() {
    sandbox
        .on(DROP)
        .forPartition("march")
        .react(
            Reaction.error(200, "partition not found[partition=march]")
                .before(call -> sandbox.dropPartitions("default", "quick_setup", "march")));

    assertThat(here.run("run").exit()).isZero();

    assertThat(here.results(1)).contains("quick_setup/march ABSENT", "quick_setup/april DROPPED");
  }

  @Test
  void theLedgerSaysWhichDropItsProcessDiedIn() {
    sandbox.on(DROP).forPartition("march").react(Reaction.loaded());
    assertThat(here.run("run").exit()).isEqualTo(3);
    sandbox.heal();
    database.change(
        "UPDATE retention_ledger SET state = 'DROP_SENT', error = NULL"
            + " WHERE partition_name = 'march'");
    database.change("UPDATE batch_job_execution SET status = 'STARTED', end_time = NULL");

    assertThat(here.run("recover 1").exit()).isZero();

    assertThat(here.run("show 1").out()).containsOnlyOnce("its process died during this drop");
    assertThat(here.run("rerun").exit()).isZero();
    assertThat(here.run("show 2").out()).doesNotContain("its process died during");
    assertThat(here.run("show 1").out()).as("it did").contains("its process died during");
  }

  /** Otherwise a run that died at night would have gone on until somebody looked in the morning. */
  @Test
  void aDeadRunEndsWhenItLastWroteSomethingAndSaysWhenItWasFound() {
    sandbox.on(DROP).forPartition("march").react(Reaction.loaded());
    assertThat(here.run("run").exit()).isEqualTo(3);
    sandbox.heal();
    for (String table : List.of("batch_job_execution", "batch_step_execution")) {
      database.change(
          ("UPDATE %s SET create_time = TIMESTAMP '2026-11-24 03:15:00', start_time = TIMESTAMP"
                  + " '2026-11-24 03:15:00', end_time = TIMESTAMP '2026-11-24 03:15:01',"
                  + " last_updated = TIMESTAMP '2026-11-24 03:15:01'")
              .formatted(table));
      database.change(
          "UPDATE %s SET status = 'STARTED', end_time = NULL WHERE status = 'FAILED'"
              .formatted(table));
    }
    database.change(
        "UPDATE retention_ledger SET state = 'DROP_SENT', error = NULL, updated_at = TIMESTAMP"
            + " WITH TIME ZONE '2026-11-24 03:15:22+00:00' WHERE partition_name = 'march'");
    database.change(
        "UPDATE retention_ledger SET updated_at = TIMESTAMP WITH TIME ZONE"
            + " '2026-11-24 03:15:04+00:00' WHERE partition_name <> 'march'");

    Ended recovered = here.run("recover 1 --output json");

    assertThat(recovered.exit()).as(recovered.all()).isZero();
    assertThat(recovered.json().get("message").stringValue())
        .contains(
            "it last wrote something at 2026-11-24T03:15:22Z and was found dead at"
                + " 2026-11-24T10:00:00Z");
    JsonNode shown = here.run("show 1 --output json").json();
    assertThat(shown.get("end").stringValue()).isEqualTo("2026-11-24T03:15:22Z");
    JsonNode march =
        shown.get("items").values().stream()
            .filter(item -> item.get("partition").stringValue().equals("march"))
            .findFirst()
            .orElseThrow();
    assertThat(march.get("updated").stringValue()).as("sent").isEqualTo("2026-11-24T03:15:22Z");
    assertThat(march.get("error").stringValue()).contains("its process died during this drop");
    assertThat(
            database.ask(
                "SELECT COUNT(*) FROM batch_step_execution WHERE status = 'FAILED' AND end_time ="
                    + " TIMESTAMP '2026-11-24 03:15:22'"))
        .as("the step that drops, and its parts")
        .doesNotContain("0");
    assertThat(here.run("rerun").exit()).as("it can be continued").isZero();
  }

  @Test
  void whatLivesInAnotherClusterByNowIsAskedForThere() {
    sandbox.on(DROP).forPartition("march").react(Reaction.reset());
    sandbox.on(DROP).forPartition("may").react(Reaction.loaded());
    assertThat(here.run("run").exit()).isEqualTo(3);
    sandbox.heal();
    sandbox.clearCalls();
    try (Sandbox other = Sandbox.builder().start()) {
      String moved =
          Installation.RULES
              .replace("  clusters:\n", "  clusters:\n    other:\n      uri: " + other.uri() + "\n")
              .replace("cluster: local", "cluster: other");
      here.rules(moved.replaceAll("    local:\n(      .*\n)+", ""));
      Ended forgotten = here.run("rerun 1");

      assertThat(forgotten.exit()).isEqualTo(6);
      assertThat(forgotten.err()).contains("cluster local is no longer in the rules");
      assertThat(here.results(1)).contains("quick_setup/march DROP_SENT", "quick_setup/may FAILED");

      here.rules(moved);
      Ended rerun = here.run("rerun 1");

      assertThat(rerun.exit()).isZero();
      assertThat(here.results(1)).contains("quick_setup/march SKIPPED", "quick_setup/may SKIPPED");
      assertThat(other.mutations()).isEmpty();
      assertThat(sandbox.mutations()).isEmpty();
    }
  }

  @Test
  void aLeftoverThatCannotBeReadHidesNoOtherCollection() {
    sandbox.createCollection("default", "archive");
    sandbox.createPartitions("default", "archive", "january", "november");
    here.rules(
        Installation.RULES
            .replace("[quick_setup]", "[quick_setup, archive]")
            .replace("max-share: 75%", "max-share: 100%"));
    sandbox.on(DROP).onCollection("archive").react(Reaction.reset());
    sandbox.on(DROP).forPartition("march").react(Reaction.loaded());
    assertThat(here.run("run").exit()).isEqualTo(3);
    assertThat(here.results(1)).contains("archive/january DROP_SENT", "quick_setup/march FAILED");
    sandbox.heal();
    sandbox
        .on("collections/describe")
        .onCollection("archive")
        .react(Reaction.forbidden("DescribeCollection"));

    Ended again = here.run("run --again --output json");

    assertThat(again.exit()).isEqualTo(3);
    assertThat(Figures.of(again.only())).isEqualTo(new Figures(1, 0, 0, 0));
    assertThat(sandbox.partitions("default", "quick_setup")).doesNotContain("march");
    assertThat(here.results(1)).contains("archive/january DROP_SENT");
    assertThat(here.run("show 1").out()).contains("DescribeCollection");
  }

  @Test
  void aLeftoverWhoseCollectionWasCreatedAnewIsNotCalledDropped() {
    sandbox.on(DROP).forPartition("march").react(Reaction.reset());
    assertThat(here.run("run").exit()).isEqualTo(3);
    sandbox.heal();
    sandbox.recreateCollection("default", "quick_setup");

    assertThat(here.run("run --again").exit()).isZero();

    assertThat(here.results(1)).contains("quick_setup/march SKIPPED");
    assertThat(here.run("show 1").out()).contains("re-created after the plan");
  }

  @Test
  void anAttemptThatWasPurgedIsNotCountedAnew() {
    sandbox.dropPartitions("default", "quick_setup", "march");
    assertThat(here.run("run").exit()).isZero();
    assertThat(here.run("run --as-of 2026-11-23").exit()).isZero();
    database.change("UPDATE batch_job_execution SET end_time = TIMESTAMP '2020-01-01 00:00:00'");
    assertThat(here.run("purge --older-than P1Y").exit()).isZero();
    assertThat(here.run("runs --output json").only().get("asOf").stringValue())
        .isEqualTo("2026-11-23");
    sandbox.createPartitions("default", "quick_setup", "march");

    Ended again = here.run("run --again --output json");

    assertThat(again.exit()).isZero();
    assertThat(again.only().get("attempt").intValue()).isEqualTo(2);
    assertThat(Figures.of(again.only())).isEqualTo(new Figures(1, 0, 0, 0));
    assertThat(sandbox.partitions("default", "quick_setup")).doesNotContain("march");
  }
}
