package io.github.milvusretention.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusretention.database.Database;
import io.github.milvusretention.database.Databases;
import io.github.milvusretention.database.EveryDatabase;
import io.github.milvusretention.job.history.RunReport;
import io.github.milvusretention.period.AsOf;
import io.github.milvusretention.run.CrashPoint;
import io.github.milvusretention.run.RunExit;
import io.github.milvusretention.sandbox.Sandbox;
import io.github.milvusretention.story.Line.Cut;
import io.github.milvusretention.tier.Slow;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The database gives a transaction up for another's sake while a run is being launched. */
@Slow
@EveryDatabase
class LaunchRetryTest {
  private static final String POLICY = "quick-setup";
  private static final String SERIALISATION = "40001";

  private final Sandbox sandbox = Installation.quickSetup();
  private final AtomicInteger sentAtLaunch = new AtomicInteger();
  private final Database database;
  private final Standing program;

  LaunchRetryTest(Databases kind, @TempDir Path directory) {
    database = kind.createMigrated(directory.resolve("data"));
    program = new Standing(database, directory, sandbox, Installation.RULES, this::watch);
  }

  @AfterEach
  void stop() {
    program.close();
  }

  private void watch(CrashPoint moment) {
    if (moment == CrashPoint.PLAN_MADE) {
      sentAtLaunch.set(program.line().sent());
    }
  }

  @Test
  void aSerialisationFailureOrDeadlockIsTriedAgainWhereverItStrikes() {
    program.line().plan(null);
    assertThat(program.run(POLICY, day(1)).exit()).isEqualTo(RunExit.DONE);
    int launch = sentAtLaunch.get();
    assertThat(launch).isGreaterThan(20);

    int done = 0;
    for (int number = 1; number <= launch; number++) {
      String state = number % 2 == 0 ? SERIALISATION : "40P01";
      program.line().plan(new Cut(number, false, false, state));

      RunReport report = program.run(POLICY, day(number + 1));

      // A step that has begun fails as a step: the run is then written down and can be rerun.
      assertThat(report.status()).as("statement %s", number).isIn("COMPLETED", "FAILED");
      assertThat(report.exit()).isIn(RunExit.DONE, RunExit.CLUSTER_UNUSABLE);
      done += report.exit() == RunExit.DONE ? 1 : 0;
      program.line().mend();
      assertThat(program.run(POLICY, day(number + 1)).exit()).isEqualTo(RunExit.DONE);
    }
    assertThat(done).as("all before the plan step begins").isGreaterThanOrEqualTo(20);
    assertThat(
            database.ask(
                "SELECT job_instance_id FROM batch_job_instance WHERE job_instance_id NOT IN"
                    + " (SELECT job_instance_id FROM batch_job_execution)"))
        .isEmpty();
  }

  @Test
  void oneThatPersistsEndsTheRunAfterAFewTries() {
    program.line().plan(new Cut(1, false, true, SERIALISATION));

    RunReport report = program.run(POLICY, day(1));

    assertThat(program.line().sent()).isEqualTo(5);
    assertThat(report.exit()).isEqualTo(RunExit.CLUSTER_UNUSABLE);
    assertThat(report.message()).contains("the job repository failed", "rerun");
    program.line().mend();
    assertThat(sandbox.calls()).isEmpty();
    assertThat(database.ask("SELECT status FROM batch_job_execution")).isEqualTo(List.of());
  }

  @Test
  void aLostConnectionIsNotTriedAgain() {
    program.line().plan(Cut.at(1, false, false));

    RunReport report = program.run(POLICY, day(1));

    assertThat(report.exit()).isEqualTo(RunExit.CLUSTER_UNUSABLE);
    assertThat(program.line().sent()).isEqualTo(1);
  }

  private static AsOf day(int number) {
    return AsOf.parse("2026-%02d-%02d".formatted(1 + number / 28, 1 + number % 28));
  }
}
