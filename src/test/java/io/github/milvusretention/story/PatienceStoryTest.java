package io.github.milvusretention.story;

import static io.github.milvusretention.story.PatienceSetup.DB;
import static io.github.milvusretention.story.PatienceSetup.DROP;
import static io.github.milvusretention.story.PatienceSetup.RELEASE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.milvusretention.database.Databases;
import io.github.milvusretention.database.OneDatabase;
import io.github.milvusretention.sandbox.Call;
import io.github.milvusretention.sandbox.DdlLimit;
import io.github.milvusretention.sandbox.Reaction;
import io.github.milvusretention.sandbox.Sandbox;
import io.github.milvusretention.tier.Slow;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that asks to wait, or is away for a while, is waited for. */
@OneDatabase
class PatienceStoryTest {
  private final PatienceSetup setup;
  private final Installation here;
  private final Sandbox sandbox;

  PatienceStoryTest(Databases database, @TempDir Path directory) {
    setup = new PatienceSetup(database, directory);
    here = setup.here;
    sandbox = setup.sandbox;
  }

  @Test
  void aServerThatAsksToSlowDownIsObeyedAndEverythingGoesAllTheSame() {
    sandbox.on(RELEASE).forPartition("january").times(2).react(Reaction.throttled());
    sandbox.on(DROP).forPartition("march").times(3).react(Reaction.throttled());
    sandbox.on(DROP).forPartition("april").once().react(Reaction.notReady());
    sandbox.on(DROP).forPartition("may").once().react(Reaction.queueFull());

    assertThat(here.run("run").exit()).isZero();

    assertThat(setup.calls(1, "january"))
        .containsExactly(
            RELEASE + " THROTTLED",
            RELEASE + " THROTTLED",
            RELEASE + " SUCCESS",
            DROP + " SUCCESS");
    assertThat(setup.calls(1, "march")).filteredOn((DROP + " THROTTLED")::equals).hasSize(3);
    assertThat(setup.calls(1, "april")).contains(DROP + " NOT_READY").endsWith(DROP + " SUCCESS");
    assertThat(here.run("show 1").out())
        .contains("partitions/drop: THROTTLED, HTTP 200, code 1807")
        .contains("rate limit exceeded[rate=1]");
  }

  @Slow
  @Test
  void underALimitOfOneCallInTwoSecondsEverythingIsDropped() {
    new DdlLimit(0.5, Installation.TIME::nanos).on(sandbox);

    assertThat(here.run("run").exit()).isZero();

    assertThat(here.results(1)).allMatch(result -> result.endsWith(" DROPPED"));
    assertThat(here.ledger(1))
        .as("a partition that is released is not released again")
        .allSatisfy(
            item ->
                assertThat(setup.calls(1, item.get("partition").stringValue()))
                    .filteredOn((RELEASE + " SUCCESS")::equals)
                    .hasSizeLessThanOrEqualTo(1));
    assertThat(sandbox.mutations()).as("the rate was lowered").hasSizeLessThan(40);
  }

  @Slow
  @Test
  void aRestartOfTheServerInTheMiddleIsWaitedOut() {
    sandbox
        .on(DROP)
        .forPartition("march")
        .once()
        .react(Reaction.reset().before(c -> sandbox.onEvery().times(20).react(Reaction.reset())));

    Ended ran = here.run("run");

    assertThat(ran.exit()).isZero();
    assertThat(ran.err()).contains("the connection was lost before the answer", "waiting for it");
    assertThat(here.results(1)).allMatch(result -> result.endsWith(" DROPPED"));
    assertThat(setup.calls(1, "march")).contains(DROP + " UNKNOWN").endsWith(DROP + " SUCCESS");
  }

  @Slow
  @Test
  void rowCountsAreNotWaitedForAgainAndAgain() {
    here.rules(
        Installation.RULES.replace(
            "request-timeout: 5s", "request-timeout: 5s\n      read-concurrency: 1"));
    sandbox.on("partitions/get_stats").react(Reaction.throttled());

    assertThat(here.run("run").exit()).isZero();

    assertThat(sandbox.callsTo("partitions/get_stats"))
        .extracting(Call::partition)
        .containsOnly("january", "february", "march");
  }

  @Slow
  @Test
  void aBudgetOfNothingTriesNothingAgain() {
    here.rules(
        Installation.RULES.replace(
            "request-timeout: 5s", "request-timeout: 5s\n      retry-budget: 0s"));
    sandbox.on(DROP).forPartition("march").react(Reaction.throttled());

    assertThat(here.run("run").exit()).isEqualTo(3);

    assertThat(sandbox.callsTo(DROP)).extracting(Call::partition).containsOnlyOnce("march");
    assertThat(here.results(1)).contains("quick_setup/march FAILED");
  }

  @Slow
  @Test
  void nothingIsSentAgainBeforeTheServersListWasAsked() {
    sandbox.on(DROP).forPartition("march").once().react(Reaction.reset());

    assertThat(here.run("run").exit()).isZero();

    List<String> routes = sandbox.calls().stream().map(Call::route).toList();
    List<Integer> march =
        IntStream.range(0, routes.size())
            .filter(i -> sandbox.calls().get(i).partitions().contains("march"))
            .filter(i -> routes.get(i).equals(DROP))
            .boxed()
            .toList();
    assertThat(march).hasSize(2);
    assertThat(routes.subList(march.get(0), march.get(1))).contains("partitions/list");
  }

  @Slow
  @Test
  void aSlowCollectionDoesNotHoldUpTheOthers() throws Exception {
    setup.twoMoreCollections();
    here.rules(
        Installation.RULES.replace("[quick_setup]", "[quick_setup, alpha, beta]")
            + "      concurrency: 2\n");
    sandbox.on(DROP).onCollection("alpha").once().react(Reaction.hang());

    CompletableFuture<Ended> running = CompletableFuture.supplyAsync(() -> here.run("run"));

    await()
        .atMost(Duration.ofMinutes(3))
        .until(
            () ->
                !sandbox.partitions(DB, "beta").contains("april")
                    && !sandbox.partitions(DB, "quick_setup").contains("july"));
    assertThat(sandbox.partitions(DB, "alpha")).contains("january", "april");
    sandbox.heal();
    assertThat(running.get().exit()).isZero();
    assertThat(sandbox.partitions(DB, "alpha")).doesNotContain("january", "april");
  }

  @Slow
  @Test
  void releasesAndDropsTogetherKeepToTheRate() {
    here.rules(Installation.RULES.replace("per-second: 1000", "per-second: 20"));
    long start = Installation.TIME.nanos();

    assertThat(here.run("run").exit()).isZero();

    int changes = sandbox.mutations().size();
    assertThat(changes).as("loaded ones are released as well").isGreaterThan(7);
    assertThat(Duration.ofNanos(Installation.TIME.nanos() - start))
        .isGreaterThanOrEqualTo(Duration.ofMillis(50L * (changes - 1)));
  }
}
