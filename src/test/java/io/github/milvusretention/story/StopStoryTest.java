package io.github.milvusretention.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.milvusretention.database.Database;
import io.github.milvusretention.database.Databases;
import io.github.milvusretention.database.OneDatabase;
import io.github.milvusretention.sandbox.Call;
import io.github.milvusretention.sandbox.Reaction;
import io.github.milvusretention.sandbox.Sandbox;
import io.github.milvusretention.tier.Slow;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command stop reaches the run that it names, whatever that run is doing, and no other. */
@OneDatabase
class StopStoryTest {
  private static final String DB = "default";
  private static final String DESCRIBE = "collections/describe";

  private final Sandbox sandbox = Installation.quickSetup();
  private final Installation here;
  private final Database database;

  StopStoryTest(Databases kind, @TempDir Path directory) {
    here = new Installation(kind, directory, sandbox);
    database = here.database();
  }

  @Test
  void aRunWhoseLeaseAnotherHasTakenIsNotStoppedInThatOnesPlace() {
    sandbox.on("partitions/drop").react(Reaction.error(65535, "no disk left"));
    assertThat(here.run("run").exit()).isEqualTo(3);
    database.change("UPDATE batch_job_execution SET status = 'STARTED', end_time = NULL");
    database.takeOverLeases();

    Ended stop = here.run("stop 1");

    assertThat(stop.exit()).isEqualTo(2);
    assertThat(stop.err())
        .contains(
            "the process of run 1 is dead. To continue it: milvus-retention --config /",
            " rerun 1\n");
    assertThat(database.ask("SELECT CAST(stop_requested AS VARCHAR(5)) FROM retention_lease"))
        .singleElement()
        .asString()
        .isEqualToIgnoringCase("false");
  }

  @Slow
  @Test
  void aRunThatIsPlanningStopsBeforeTheNextCollection() throws InterruptedException {
    here.rules(
        Installation.RULES
            .replace("[quick_setup]", "[alpha, quick_setup]")
            .replace("request-timeout: 5s", "request-timeout: 5s\n      read-concurrency: 1"));
    sandbox.createCollection(DB, "alpha");
    CountDownLatch planning = new CountDownLatch(1);
    sandbox
        .on(DESCRIBE)
        .onCollection("alpha")
        .once()
        .react(Reaction.hang().before(call -> planning.countDown()));
    CompletableFuture<Ended> run = CompletableFuture.supplyAsync(() -> here.run("run"));
    planning.await();

    Ended stop = here.run("stop 1");

    assertThat(stop.exit()).isZero();
    assertThat(stop.out()).contains("run 1 stops after the current partition");
    assertThat(here.run("stop 1").exit()).as("asked once more").isZero();
    // What the run asked its database before is an answer for a second.
    await().pollDelay(Duration.ofMillis(1_100)).until(() -> true);
    sandbox.heal();
    Ended ran = run.join();

    assertThat(ran.exit()).isEqualTo(3);
    assertThat(ran.err()).contains("stopped; a rerun continues from here");
    assertThat(sandbox.callsTo(DESCRIBE)).extracting(Call::collection).containsOnly("alpha");
    assertThat(sandbox.mutations()).isEmpty();
    assertThat(here.run("rerun").exit()).isZero();
    assertThat(sandbox.partitions(DB, "quick_setup")).doesNotContain("january", "july");
  }
}
