package io.github.milvusretention.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.milvusretention.database.Database;
import io.github.milvusretention.database.Databases;
import io.github.milvusretention.job.history.RunReport;
import io.github.milvusretention.period.AsOf;
import io.github.milvusretention.run.CrashPoints;
import io.github.milvusretention.run.RunExit;
import io.github.milvusretention.sandbox.Reaction;
import io.github.milvusretention.sandbox.Sandbox;
import io.github.milvusretention.tier.Slow;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What Spring Batch's own table tells any tool of a run: read, written, filtered, skipped. */
@Slow
@ParameterizedClass
@EnumSource(Databases.class)
class StepCountsTest {
  private static final String DROP = "partitions/drop";
  private static final String DB = "default";

  private final Sandbox sandbox = Installation.quickSetup();
  private final Installation here;
  private final Database database;
  private final Path directory;

  StepCountsTest(Databases kind, @TempDir Path directory) {
    this.directory = directory;
    here = new Installation(kind, directory, sandbox);
    database = here.database();
  }

  @Test
  void eachExecutionCountsWhatItTookUp() {
    here.rules(Installation.ONE_BY_ONE);
    sandbox.on(DROP).forPartition("january").react(Reaction.error(65535, "no disk left"));
    sandbox
        .on(DROP)
        .forPartition("february")
        .react(Reaction.honest().after(call -> sandbox.dropPartitions(DB, "quick_setup", "march")));

    assertThat(here.run("run").exit()).isEqualTo(3);

    assertThat(counts(1))
        .containsExactly(
            "plan COMPLETED: 13 read, 7 written, 6 filtered, 0 skipped",
            "drop COMPLETED: 7 read, 5 written, 1 filtered, 1 skipped",
            "report FAILED: 0 read, 0 written, 0 filtered, 0 skipped");
    sandbox.heal();

    assertThat(here.run("rerun").exit()).isZero();

    assertThat(counts(2))
        .containsExactly(
            "drop COMPLETED: 1 read, 1 written, 0 filtered, 0 skipped",
            "report COMPLETED: 0 read, 0 written, 0 filtered, 0 skipped");
  }

  @Test
  void collectionsInParallelAreCountedTogether() {
    for (String other : List.of("other_1", "other_2")) {
      sandbox.createCollection(DB, other);
      sandbox.createPartitions(DB, other, "january", "february", "november");
    }
    here.rules(
        Installation.RULES
            .replace("[quick_setup]", "[quick_setup, \"other_*\"]")
            .replace("max-share: 75%", "max-share: 100%\n      concurrency: 3"));
    sandbox.on(DROP).forPartition("february").react(Reaction.error(65535, "no disk left"));
    sandbox
        .on("collections/describe")
        .onCollection("other_2")
        .fromCall(2)
        .once()
        .react(Reaction.honest().before(call -> sandbox.recreateCollection(DB, "other_2")));

    assertThat(here.run("run").exit()).isEqualTo(3);

    assertThat(counts(1)).contains("drop COMPLETED: 11 read, 7 written, 2 filtered, 2 skipped");
  }

  @Test
  void theCountsAreCurrentWhileTheStepRuns() throws InterruptedException {
    here.rules(Installation.ONE_BY_ONE.replace("request-timeout: 5s", "request-timeout: 120s"));
    CountDownLatch hanging = new CountDownLatch(1);
    sandbox
        .on(DROP)
        .forPartition("april")
        .once()
        .react(Reaction.hang().before(call -> hanging.countDown()));
    CompletableFuture<Ended> run = CompletableFuture.supplyAsync(() -> here.run("run"));
    hanging.await();

    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> counts(1).contains("drop STARTED: 3 read, 3 written, 0 filtered, 0 skipped"));

    sandbox.heal();
    assertThat(run.join().exit()).isZero();
    assertThat(counts(1)).contains("drop COMPLETED: 7 read, 7 written, 0 filtered, 0 skipped");
  }

  @Test
  void runsOfOneProcessAtTheSameTimeAreCountedApart() throws InterruptedException {
    sandbox.createCollection(DB, "other");
    sandbox.createPartitions(DB, "other", "january", "february", "november");
    CountDownLatch hanging = new CountDownLatch(1);
    CountDownLatch otherIsDone = new CountDownLatch(1);
    sandbox
        .on(DROP)
        .forPartition("april")
        .once()
        .react(Reaction.honest().before(call -> tellAndWait(hanging, otherIsDone)));
    AsOf today = AsOf.parse("2026-11-24");
    try (Standing process =
        new Standing(database, directory, sandbox, rulesOfTwo(), CrashPoints.UNWATCHED)) {
      CompletableFuture<RunReport> first =
          CompletableFuture.supplyAsync(() -> process.run("quick-setup", today));
      hanging.await();

      RunReport other = process.run("other", today);
      boolean together = !first.isDone();
      otherIsDone.countDown();

      assertThat(together).isTrue();
      assertThat(other.exit()).isEqualTo(RunExit.DONE);
      assertThat(first.join().exit()).isEqualTo(RunExit.DONE);
    }
    assertThat(counts(1)).contains("drop COMPLETED: 7 read, 7 written, 0 filtered, 0 skipped");
    assertThat(counts(2)).contains("drop COMPLETED: 2 read, 2 written, 0 filtered, 0 skipped");
  }

  private static void tellAndWait(CountDownLatch told, CountDownLatch awaited) {
    told.countDown();
    try {
      awaited.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String rulesOfTwo() {
    String one = Installation.ONE_BY_ONE.replace("request-timeout: 5s", "request-timeout: 120s");
    String policy = one.substring(one.indexOf("    quick-setup:"));
    return one
        + policy
            .replace("quick-setup", "other")
            .replace("quick_setup", "other")
            .replace("max-share: 75%", "max-share: 100%");
  }

  @Test
  void aStepThatLosesItsLeaseFailsWithWhatItHadDone() {
    here.rules(Installation.ONE_BY_ONE);
    sandbox
        .on(DROP)
        .forPartition("march")
        .once()
        .react(Reaction.honest().before(call -> database.takeOverLeases()));

    assertThat(here.run("run").exit()).isEqualTo(5);

    assertThat(counts(1))
        .containsExactly(
            "plan COMPLETED: 13 read, 7 written, 6 filtered, 0 skipped",
            "drop FAILED: 3 read, 2 written, 0 filtered, 1 skipped");
  }

  @Test
  void aRunThatIsCutShortTakesUpNoMore() {
    sandbox.on(DROP).fromCall(3).react(Reaction.unauthenticated());

    assertThat(here.run("run").exit()).isEqualTo(6);

    assertThat(counts(1)).contains("drop COMPLETED: 3 read, 2 written, 0 filtered, 1 skipped");
    assertThat(
            database.ask("SELECT exit_message FROM batch_step_execution WHERE step_name = 'drop'"))
        .singleElement()
        .asString()
        .contains("the remaining partitions are left for a rerun");
  }

  @Test
  void aRefusedPlanHasWrittenNothing() {
    here.rules(Installation.RULES.replace("75%", "50%"));

    assertThat(here.run("run").exit()).isEqualTo(4);

    assertThat(counts(1)).containsExactly("plan FAILED: 13 read, 0 written, 6 filtered, 0 skipped");
  }

  private List<String> counts(long execution) {
    return database.ask(
        "SELECT step_name || ' ' || status || ': ' || read_count || ' read, ' || write_count"
            + " || ' written, ' || filter_count || ' filtered, '"
            + " || (read_skip_count + process_skip_count + write_skip_count) || ' skipped'"
            + " FROM batch_step_execution WHERE job_execution_id = "
            + execution
            + " ORDER BY step_execution_id");
  }
}
