package io.github.milvusretention.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusretention.database.Databases;
import io.github.milvusretention.job.history.RunReport;
import io.github.milvusretention.job.launch.RunRequest;
import io.github.milvusretention.job.launch.Runner;
import io.github.milvusretention.period.AsOf;
import io.github.milvusretention.run.CrashPoints;
import io.github.milvusretention.run.RunExit;
import io.github.milvusretention.run.RunOrigin;
import io.github.milvusretention.run.Trigger;
import io.github.milvusretention.sandbox.Sandbox;
import io.github.milvusretention.sandbox.States;
import io.github.milvusretention.tier.Slow;
import java.nio.file.Path;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The window of a scheduled run counts from when it was to fire. It is ten o'clock. */
@Slow
class WindowOfFiringsTest {
  private static final String POLICY = "quick-setup";
  private static final AsOf YESTERDAY = AsOf.parse("2026-11-23");
  private static final AsOf TODAY = AsOf.parse("2026-11-24");

  private final Sandbox sandbox = Sandbox.builder().seed(States::quickSetup).start();
  private final Standing program;

  WindowOfFiringsTest(@TempDir Path directory) {
    program =
        new Standing(
            Databases.H2.createMigrated(directory.resolve("data")),
            directory,
            sandbox,
            Installation.RULES + "      stop-after: \"05:00\"\n",
            CrashPoints.UNWATCHED);
  }

  @BeforeEach
  void setTheClock() {
    sandbox.clock(Standing.CLOCK);
  }

  @AfterEach
  void stop() {
    program.close();
    sandbox.close();
  }

  @Test
  void aFiringThatComesTooLateOnlyPlans() {
    RunReport late = fire(TODAY, "2026-11-24T03:15:00Z", Trigger.SCHEDULE);

    assertThat(late.exit()).isEqualTo(RunExit.STOPPED);
    assertThat(late.message()).contains("stop-after 05:00").contains("2026-11-24T05:00:00Z");
    assertThat(late.counts().left()).as("planned").isEqualTo(7);
    assertThat(sandbox.mutations()).isEmpty();
  }

  @Test
  void nothingThatContinuesARunOfTheNightGetsAnotherWindow() {
    fire(TODAY, "2026-11-24T03:15:00Z", Trigger.SCHEDULE);

    assertThat(fire(TODAY, "2026-11-24T09:15:00Z", Trigger.SCHEDULE).exit())
        .as("a later firing of the same day")
        .isEqualTo(RunExit.STOPPED);
    assertThat(program.rerun(POLICY).orElseThrow().exit()).isEqualTo(RunExit.DONE);
    assertThat(sandbox.mutations()).as("that one was by hand, by a new start").isNotEmpty();
  }

  @Test
  void aRerunAndARecoveryOnlyPlanToo() {
    fire(TODAY, "2026-11-24T03:15:00Z", Trigger.SCHEDULE);

    assertThat(fire(TODAY, null, Trigger.RERUN).exit()).isEqualTo(RunExit.STOPPED);
    assertThat(fire(TODAY, null, Trigger.RECOVERY).exit()).isEqualTo(RunExit.STOPPED);
    assertThat(sandbox.mutations()).isEmpty();
  }

  @Test
  void theNextNightGoesOn() {
    fire(YESTERDAY, "2026-11-23T03:15:00Z", Trigger.SCHEDULE);

    assertThat(fire(TODAY, "2026-11-24T09:15:00Z", Trigger.SCHEDULE).exit())
        .isEqualTo(RunExit.DONE);
    assertThat(sandbox.partitions("default", POLICY.replace('-', '_'))).hasSize(6);
  }

  private RunReport fire(AsOf asOf, @Nullable String scheduled, Trigger trigger) {
    return program
        .get(Runner.class)
        .run(
            new RunRequest(
                POLICY,
                asOf,
                false,
                null,
                true,
                scheduled == null ? null : Instant.parse(scheduled),
                new RunOrigin(trigger, "a test", "")));
  }
}
