package io.github.milvusretention.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusretention.database.Databases;
import io.github.milvusretention.job.history.RunReport;
import io.github.milvusretention.ledger.Ledger;
import io.github.milvusretention.ledger.LedgerRow;
import io.github.milvusretention.ledger.Releases;
import io.github.milvusretention.ledger.State;
import io.github.milvusretention.period.AsOf;
import io.github.milvusretention.run.CrashPoint;
import io.github.milvusretention.run.RunExit;
import io.github.milvusretention.sandbox.Sandbox;
import io.github.milvusretention.sandbox.States;
import io.github.milvusretention.tier.Slow;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A run that breaks off while it releases is continued, and counts from its confirmation. */
@Slow
class GraceCrashTest {
  private static final AsOf AS_OF = AsOf.parse("2026-11-24");

  private final Sandbox sandbox = Sandbox.builder().seed(States::quickSetup).start();
  private final Set<CrashPoint> broken = EnumSet.noneOf(CrashPoint.class);

  @AfterEach
  void stop() {
    sandbox.close();
  }

  @ParameterizedTest
  @EnumSource(names = {"PLAN_FROZEN", "RELEASE_ANSWERED", "RELEASE_WRITTEN", "RESULT_WRITTEN"})
  void whatWasReleasedIsConfirmedByTheRunThatContinues(CrashPoint point, @TempDir Path directory) {
    try (Standing program =
        new Standing(
            Databases.H2.createMigrated(directory.resolve("data")),
            directory,
            sandbox,
            Installation.RULES + "      grace: P7D\n",
            reached -> {
              if (broken.remove(reached)) {
                throw new IllegalStateException("killed at " + reached);
              }
            })) {
      broken.add(point);
      RunReport report = program.run("quick-setup", AS_OF);
      assertThat(broken).as("was it there at all").isEmpty();
      assertThat(report.exit()).isEqualTo(RunExit.ERROR);
      assertThat(sandbox.callsTo("partitions/drop")).isEmpty();

      RunReport continued = program.run("quick-setup", AS_OF);

      assertThat(continued.exit()).isEqualTo(RunExit.DONE);
      assertThat(continued.counts().released()).isEqualTo(7);
      assertThat(program.get(Ledger.class).rows(continued.run()))
          .hasSize(7)
          .allMatch(row -> row.state() == State.RELEASED)
          .extracting(LedgerRow::releasedAt)
          .containsOnly(Standing.CLOCK.instant());
      assertThat(program.get(Releases.class).waiting()).containsEntry("quick-setup", 7);
      assertThat(sandbox.callsTo("partitions/drop")).isEmpty();
      assertThat(sandbox.callsTo("partitions/release")).as("june, once").hasSize(1);
    }
  }
}
