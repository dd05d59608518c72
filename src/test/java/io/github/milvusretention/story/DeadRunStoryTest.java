package io.github.milvusretention.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusretention.database.Database;
import io.github.milvusretention.database.Databases;
import io.github.milvusretention.database.OneDatabase;
import io.github.milvusretention.job.launch.Runner;
import io.github.milvusretention.period.AsOf;
import io.github.milvusretention.run.RunExit;
import io.github.milvusretention.sandbox.Reaction;
import io.github.milvusretention.sandbox.Sandbox;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run whose process died, and a daemon that may take it up or not. */
@OneDatabase
class DeadRunStoryTest {
  private static final String DB = "default";
  private static final String RULES =
      """
      retention:
        clusters:
          local: {uri: "%s", request-timeout: 5s}
        policies:
          days:
            cluster: local
            collections: [docs]
            partitions: ["'d_'uuuu_MM_dd"]
            keep: P90D
            still-written: off
            new-rules: off
            max-share: 100%%
      """;

  private final Sandbox sandbox = Sandbox.builder().start();
  private final Database database;
  private final Standing program;

  DeadRunStoryTest(Databases kind, @TempDir Path directory) {
    database = kind.createMigrated(directory.resolve("data"));
    sandbox.clock(Standing.CLOCK);
    program = new Standing(database, directory, RULES.formatted(sandbox.uri()), point -> {});
    sandbox.createCollection(DB, "docs");
    sandbox.createPartitions(DB, "docs", "d_2026_01_01", "d_2026_01_02", "d_2026_11_01");
  }

  @AfterEach
  void stop() {
    program.close();
    sandbox.close();
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
