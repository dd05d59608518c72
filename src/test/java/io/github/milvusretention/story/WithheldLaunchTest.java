package io.github.milvusretention.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.milvusretention.database.Database;
import io.github.milvusretention.database.Databases;
import io.github.milvusretention.database.EveryDatabase;
import io.github.milvusretention.job.launch.LaunchPermit;
import io.github.milvusretention.job.launch.RunRequest;
import io.github.milvusretention.job.launch.Runner;
import io.github.milvusretention.period.AsOf;
import io.github.milvusretention.run.CrashPoint;
import io.github.milvusretention.run.RunOrigin;
import io.github.milvusretention.run.Trigger;
import io.github.milvusretention.sandbox.Sandbox;
import io.github.milvusretention.tier.Slow;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A firing finds a run that died, and may no longer launch what is due when that one is done. */
@Slow
@EveryDatabase
class WithheldLaunchTest {
  private static final String DROP = "partitions/drop";
  private static final String POLICY = "quick-setup";

  private final Sandbox sandbox = Installation.quickSetup();
  private final Database database;
  private final Standing program;
  private Runnable atTheDrop = () -> {};

  WithheldLaunchTest(Databases kind, @TempDir Path directory) {
    database = kind.createMigrated(directory.resolve("data"));
    program =
        new Standing(
            database,
            directory,
            sandbox,
            Installation.ONE_BY_ONE,
            moment -> {
              if (moment == CrashPoint.DROP_CONFIRMED) {
                atTheDrop.run();
              }
            });
  }

  @BeforeEach
  void aRunDied() {
    atTheDrop = () -> program.line().cut();
    program.run(POLICY, AsOf.parse("2026-11-23"));
    atTheDrop = () -> {};
    program.line().mend();
    database.expireLeases();
    assertThat(sandbox.callsTo(DROP)).hasSize(1);
  }

  @AfterEach
  void stop() {
    program.close();
  }

  @Test
  void whatIsDueIsNotPlannedOnceTheDeadRunIsDone() {
    fireAndBeWithheld(() -> sandbox.callsTo(DROP).size() > 1);

    assertThat(sandbox.callsTo(DROP)).as("the dead run is continued").hasSize(7);
    assertThat(database.ask("SELECT as_of FROM retention_plan")).containsExactly("2026-11-23");
    assertThat(database.ask("SELECT COUNT(*) FROM batch_job_instance")).containsExactly("1");
  }

  @Test
  void noDeadRunIsContinuedEither() {
    program.get(Runner.class).continueDead(policy -> Optional.of("the file changed"));
    fireAndBeWithheld(() -> true);
    assertThat(sandbox.callsTo(DROP)).hasSize(1);
  }

  private interface Change {
    boolean happened();
  }

  private void fireAndBeWithheld(Change change) {
    RunRequest due =
        new RunRequest(
            POLICY,
            AsOf.parse("2026-11-24"),
            false,
            null,
            new RunOrigin(Trigger.SCHEDULE, "schedule", ""));
    LaunchPermit permit =
        policy -> change.happened() ? Optional.of("the file changed") : Optional.empty();

    assertThatThrownBy(() -> program.get(Runner.class).run(due, permit))
        .isInstanceOf(LaunchPermit.Withheld.class)
        .hasMessage("the file changed");
    assertThat(program.get(Runner.class).locked(POLICY)).isFalse();
  }
}
