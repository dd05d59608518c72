package io.github.milvusretention.story;

import static io.github.milvusretention.story.DaysSetup.DB;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusretention.database.Database;
import io.github.milvusretention.database.Databases;
import io.github.milvusretention.database.OneDatabase;
import io.github.milvusretention.job.launch.Runner;
import io.github.milvusretention.period.AsOf;
import io.github.milvusretention.run.RunExit;
import io.github.milvusretention.sandbox.Reaction;
import io.github.milvusretention.sandbox.Sandbox;
import io.github.milvusretention.tier.Slow;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run whose process died, and a daemon that may take it up or not. */
@Slow
@OneDatabase
class DeadRunStoryTest {

  private final Sandbox sandbox;
  private final Database database;
  private final Standing program;

  DeadRunStoryTest(Databases kind, @TempDir Path directory) {
    DaysSetup setup = new DaysSetup(kind, directory, point -> {});
    sandbox = setup.sandbox;
    database = setup.database;
    program = setup.program;
  }

  private List<String> status() {
    return database.ask("SELECT status FROM batch_job_execution ORDER BY job_execution_id");
  }

  @Test
  void itIsContinuedOnlyByADaemonWhoseRulesAreInForce() {
    sandbox.on("partitions/drop").forPartition("d_2026_01_01").react(Reaction.loaded());
    assertThat(program.run("days", AsOf.parse("2026-11-24")).exit())
        .isEqualTo(RunExit.PARTITIONS_FAILED);
    for (String table : List.of("batch_job_execution", "batch_step_execution")) {
      database.change(
          "UPDATE %s SET status = 'STARTED', exit_code = 'UNKNOWN', end_time = NULL"
              .formatted(table));
    }
    sandbox.heal();
    sandbox.clearCalls();

    program.get(Runner.class).continueDead(policy -> Optional.of("not now"));
    assertThat(sandbox.calls()).isEmpty();
    assertThat(status()).containsExactly("STARTED");

    program
        .get(Runner.class)
        .continueDead(policy -> policy.equals("days") ? Optional.empty() : Optional.of("not now"));
    assertThat(sandbox.partitions(DB, "docs")).containsExactly("_default", "d_2026_11_01");
    assertThat(status()).last().isEqualTo("COMPLETED");
  }
}
