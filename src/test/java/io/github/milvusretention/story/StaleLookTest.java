package io.github.milvusretention.story;

import static io.github.milvusretention.story.DaysSetup.DB;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.milvusretention.database.Database;
import io.github.milvusretention.database.Databases;
import io.github.milvusretention.database.OneDatabase;
import io.github.milvusretention.job.history.RunReport;
import io.github.milvusretention.period.AsOf;
import io.github.milvusretention.run.CrashPoint;
import io.github.milvusretention.run.RunExit;
import io.github.milvusretention.sandbox.Sandbox;
import io.github.milvusretention.tier.Slow;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run that stands still right after it wrote the intent to drop. */
@Slow
@OneDatabase
class StaleLookTest {
  private static final AsOf AS_OF = AsOf.parse("2026-11-24");
  private static final String ROWS =
      "SELECT partition_name || ' ' || state || ' ' || attempts FROM retention_ledger"
          + " ORDER BY ordinal";

  private final Sandbox sandbox;
  private final AtomicReference<@Nullable Runnable> atTheIntent = new AtomicReference<>();
  private final Database database;
  private final Standing program;

  StaleLookTest(Databases kind, @TempDir Path directory) {
    DaysSetup setup = new DaysSetup(kind, directory, this::reached);
    sandbox = setup.sandbox;
    database = setup.database;
    program = setup.program;
  }

  private void reached(CrashPoint point) {
    Runnable meanwhile = point == CrashPoint.INTENT_WRITTEN ? atTheIntent.getAndSet(null) : null;
    if (meanwhile != null) {
      meanwhile.run();
      // Longer than a look at the server, or an answer of the database, is trusted.
      await().pollDelay(Duration.ofMillis(1_100)).until(() -> true);
    }
  }

  @Test
  void aCollectionReCreatedInBetweenKeepsItsPartitions() {
    atTheIntent.set(() -> sandbox.recreateCollection(DB, "docs"));

    RunReport ran = program.run("days", AS_OF);

    assertThat(ran.exit()).isEqualTo(RunExit.DONE);
    assertThat(database.ask(ROWS))
        .containsExactly("d_2026_01_01 SKIPPED 0", "d_2026_01_02 SKIPPED 0");
    assertThat(sandbox.partitions(DB, "docs")).contains("d_2026_01_01", "d_2026_01_02");
    assertThat(sandbox.mutations()).isEmpty();
  }

  @Test
  void aPartitionDroppedBySomebodyElseInBetweenIsAbsentAndNotOurs() {
    atTheIntent.set(() -> sandbox.dropPartitions(DB, "docs", "d_2026_01_01"));

    assertThat(program.run("days", AS_OF).exit()).isEqualTo(RunExit.DONE);

    assertThat(database.ask(ROWS))
        .containsExactly("d_2026_01_01 ABSENT 0", "d_2026_01_02 DROPPED 1");
    assertThat(sandbox.callsTo("partitions/drop")).hasSize(1);
  }

  @Test
  void aStopInBetweenSendsNothingAndLeavesNothingUndecided() {
    atTheIntent.set(() -> database.change("UPDATE retention_lease SET stop_requested = TRUE"));

    RunReport ran = program.run("days", AS_OF);

    assertThat(ran.exit()).isEqualTo(RunExit.STOPPED);
    assertThat(ran.status()).isEqualTo("STOPPED");
    assertThat(database.ask(ROWS))
        .containsExactly("d_2026_01_01 PLANNED 0", "d_2026_01_02 PLANNED 0");
    assertThat(sandbox.mutations()).isEmpty();

    assertThat(program.rerun("days").orElseThrow().exit()).isEqualTo(RunExit.DONE);
    assertThat(database.ask(ROWS))
        .containsExactly("d_2026_01_01 DROPPED 1", "d_2026_01_02 DROPPED 1");
  }
}
