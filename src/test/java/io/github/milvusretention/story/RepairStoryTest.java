package io.github.milvusretention.story;

import static io.github.milvusretention.story.RepairSetup.DROP;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusretention.database.Database;
import io.github.milvusretention.database.Databases;
import io.github.milvusretention.database.OneDatabase;
import io.github.milvusretention.sandbox.Call;
import io.github.milvusretention.sandbox.Reaction;
import io.github.milvusretention.sandbox.Sandbox;
import io.github.milvusretention.tier.Slow;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Unfinished runs that could not simply be restarted, and how they are continued. */
@OneDatabase
class RepairStoryTest {
  private final RepairSetup setup;
  private final Installation here;
  private final Sandbox sandbox;
  private final Database database;

  RepairStoryTest(Databases database, @TempDir Path directory) {
    setup = new RepairSetup(database, directory);
    here = setup.here;
    sandbox = setup.sandbox;
    this.database = here.database();
  }

  /** The one run of that command, which does all that is left, as that attempt. */
  private JsonNode finished(String command, int attempt) {
    Ended ended = here.run(command + " --output json");
    assertThat(ended.exit()).as(ended.all()).isZero();
    assertThat(ended.only().get("attempt").intValue()).isEqualTo(attempt);
    return ended.only();
  }

  @Test
  void aStepWhoseEndWasLostDoesNotKeepTheRunFromGoingOn() {
    setup.leaveMarchUndone();
    database.change(
        "UPDATE batch_step_execution SET status = 'STARTED', end_time = NULL"
            + " WHERE step_name = 'drop'");

    finished("rerun", 1);

    assertThat(sandbox.callsTo(DROP)).extracting(Call::partition).containsExactly("march");
  }

  /** Earlier versions had a partitioned step: a step row a collection beside that of the drop. */
  @Slow
  @ParameterizedTest
  @ValueSource(strings = {"FAILED", "STARTED"})
  void aRunOfTheFormerStepsIsContinued(String status) {
    setup.leaveMarchUndone();
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

    JsonNode rerun = finished("rerun", 1);

    assertThat(Figures.of(rerun)).isEqualTo(new Figures(7, 0, 0, 0));
    assertThat(sandbox.callsTo(DROP)).extracting(Call::partition).containsExactly("march");
  }

  @Test
  void anUnknownEndIsLeftBehindByANewAttemptAndItsDropIsSettled() {
    setup.leaveMarchSent();
    assertThat(here.results(1)).contains("quick_setup/march DROP_SENT");
    database.change("UPDATE batch_job_execution SET status = 'UNKNOWN'");
    sandbox.dropPartitions("default", "quick_setup", "march");
    sandbox.clearCalls();

    finished("rerun", 2);

    assertThat(here.results(1)).contains("quick_setup/march DROPPED");
    assertThat(sandbox.callsTo(DROP)).isEmpty();
  }

  @Slow
  @Test
  void aCollectionThatCouldNotBeReadIsReadByANewAttempt() {
    setup.addArchive();
    setup.forbidArchive();
    Ended ran = here.run("run --output json");
    assertThat(ran.exit()).isEqualTo(3);
    assertThat(Figures.of(ran.only())).isEqualTo(new Figures(7, 0, 0, 0));
    assertThat(ran.err()).contains("archive", "DescribeCollection");
    sandbox.heal();

    finished("rerun", 2);

    assertThat(sandbox.partitions("default", "archive")).containsExactly("_default", "november");
  }

  @Slow
  @Test
  void oneRerunFinishesBothWhatWasNotDroppedAndWhatWasNotRead() {
    setup.addArchive();
    sandbox.on("collections/describe").onCollection("archive").react(Reaction.internalError());
    setup.leaveMarchUndone();

    finished("rerun", 2);

    assertThat(sandbox.partitions("default", "archive")).containsExactly("_default", "november");
    assertThat(sandbox.partitions("default", "quick_setup")).doesNotContain("march");
  }

  @Slow
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

    JsonNode again = finished("run --again", 2);

    assertThat(Figures.of(again)).isEqualTo(new Figures(1, 0, 0, 0));
    assertThat(sandbox.partitions("default", "quick_setup")).doesNotContain("march");
  }
}
