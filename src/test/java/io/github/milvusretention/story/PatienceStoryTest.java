package io.github.milvusretention.story;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.milvusretention.database.Databases;
import io.github.milvusretention.database.OneDatabase;
import io.github.milvusretention.sandbox.Call;
import io.github.milvusretention.sandbox.DdlLimit;
import io.github.milvusretention.sandbox.Reaction;
import io.github.milvusretention.sandbox.Sandbox;
import io.github.milvusretention.sandbox.States;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** When the server asks to wait, says no to everybody, or says nothing. */
@OneDatabase
class PatienceStoryTest {
  private static final String DB = "default";
  private static final String DROP = "partitions/drop";
  private static final String RELEASE = "partitions/release";

  private final Sandbox sandbox =
      Sandbox.builder().token(Installation.TOKEN).seed(States::quickSetup).start();
  private final Installation here;

  PatienceStoryTest(Databases database, @TempDir Path directory) {
    here = new Installation(database, directory, sandbox);
  }

  @AfterEach
  void stop() {
    sandbox.close();
  }

  private List<String> calls(long execution, String partition) {
    return here.ledger(execution).stream()
        .filter(item -> item.get("partition").stringValue().equals(partition))
        .flatMap(item -> item.get("calls").values().stream())
        .map(call -> call.get("route").stringValue() + " " + call.get("outcome").stringValue())
        .toList();
  }

  private void twoMoreCollections() {
    here.rules(
        Installation.RULES.replace("[quick_setup]", "[quick_setup, alpha, beta]")
            + "      concurrency: 1\n");
    for (String name : List.of("alpha", "beta")) {
      sandbox.createCollection(DB, name);
      sandbox.createPartitions(
          DB, name, "january", "february", "march", "april", "october", "november");
    }
  }

  @Test
  void aServerThatAsksToSlowDownIsObeyedAndEverythingGoesAllTheSame() {
    sandbox.on(RELEASE).forPartition("january").times(2).react(Reaction.throttled());
    sandbox.on(DROP).forPartition("march").times(3).react(Reaction.throttled());
    sandbox.on(DROP).forPartition("april").once().react(Reaction.notReady());
    sandbox.on(DROP).forPartition("may").once().react(Reaction.queueFull());

    assertThat(here.run("run").exit()).isZero();

    assertThat(calls(1, "january"))
        .containsExactly(
            RELEASE + " THROTTLED",
            RELEASE + " THROTTLED",
            RELEASE + " SUCCESS",
            DROP + " SUCCESS");
    assertThat(calls(1, "march")).filteredOn((DROP + " THROTTLED")::equals).hasSize(3);
    assertThat(calls(1, "april")).contains(DROP + " NOT_READY").endsWith(DROP + " SUCCESS");
    assertThat(here.run("show 1").out())
        .contains("partitions/drop: THROTTLED, HTTP 200, code 1807")
        .contains("rate limit exceeded[rate=1]");
  }

  @Test
  void underALimitOfOneCallInTwoSecondsEverythingIsDropped() {
    new DdlLimit(0.5, Installation.TIME::nanos).on(sandbox);

    assertThat(here.run("run").exit()).isZero();

    assertThat(here.results(1)).allMatch(result -> result.endsWith(" DROPPED"));
    assertThat(here.ledger(1))
        .as("a partition that is released is not released again")
        .allSatisfy(
            item ->
                assertThat(calls(1, item.get("partition").stringValue()))
                    .filteredOn((RELEASE + " SUCCESS")::equals)
                    .hasSizeLessThanOrEqualTo(1));
    assertThat(sandbox.mutations()).as("the rate was lowered").hasSizeLessThan(40);
  }

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
    assertThat(calls(1, "march")).contains(DROP + " UNKNOWN").endsWith(DROP + " SUCCESS");
  }

  private static String place(Call call) {
    return call.collection() + "/" + call.partition();
  }

  @Test
  void threePartitionsThatWaitedInVainAreEnough() {
    twoMoreCollections();
    sandbox.on(DROP).react(Reaction.throttled());

    Ended ran = here.run("run");

    assertThat(ran.exit()).isEqualTo(3);
    assertThat(ran.err()).contains("3 partitions in a row failed after all retries", "for a rerun");
    assertThat(sandbox.callsTo(DROP)).extracting(Call::partition).doesNotContain("april");
    assertThat(
            sandbox.callsTo(DROP).stream()
                .collect(groupingBy(PatienceStoryTest::place, counting())))
        .as(
            "within a minute each: twelve tries, if chance makes all delays as short as they can be")
        .allSatisfy((place, tries) -> assertThat(tries).isLessThanOrEqualTo(12));

    sandbox.heal();
    assertThat(here.run("rerun").exit()).isZero();
    assertThat(here.results(1)).allMatch(result -> result.endsWith(" DROPPED"));
  }

  @Test
  void aPartitionForWhichTheServerIsNeverReadyHidesNoOther() {
    sandbox.on(DROP).forPartition("january").react(Reaction.notReady());

    assertThat(here.run("run").exit()).isEqualTo(3);

    assertThat(here.results(1))
        .containsOnlyOnce("quick_setup/january FAILED")
        .filteredOn(result -> result.endsWith(" DROPPED"))
        .hasSize(6);
  }

  @Test
  void aCollectionThatIsNeverReadyHidesNoOther() {
    twoMoreCollections();
    sandbox.on(DROP).onCollection("beta").react(Reaction.notReady());

    Ended ran = here.run("run");

    assertThat(ran.exit()).isEqualTo(3);
    assertThat(ran.err()).contains("collection beta was given up at partition march");
    assertThat(here.results(1))
        .filteredOn(result -> !result.startsWith("beta/"))
        .allMatch(result -> result.endsWith(" DROPPED"))
        .hasSize(11);
    assertThat(here.results(1)).contains("beta/march FAILED", "beta/april PLANNED");
  }

  @Test
  void aServerThatIsReadyForQuestionsOnlyIsSparedAfterThreePartitionsOfEachCollection() {
    twoMoreCollections();
    sandbox.on(DROP).react(Reaction.notReady());

    Ended ran = here.run("run");

    assertThat(ran.exit()).isEqualTo(3);
    assertThat(ran.err()).contains("3 collections in a row were given up", "for a rerun");
    assertThat(sandbox.callsTo(DROP)).extracting(Call::partition).doesNotContain("april");
  }

  @Test
  void aServerThatIsStartingIsSparedAfterOnePartition() {
    twoMoreCollections();
    sandbox
        .on(DROP)
        .react(Reaction.notReady().before(call -> sandbox.onEvery().react(Reaction.notReady())));

    Ended ran = here.run("run");

    assertThat(ran.exit()).isEqualTo(6);
    assertThat(ran.err())
        .contains("the cluster does not answer anything else either", "for a rerun");
    assertThat(sandbox.callsTo(DROP)).hasSize(1);
  }

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

  @Test
  void whereAnOperatorHasSwitchedDropsOffNothingMoreIsSent() {
    twoMoreCollections();
    sandbox.on(DROP).onCollection("alpha").react(Reaction.denied());

    Ended ran = here.run("run");

    assertThat(ran.exit()).isEqualTo(3);
    assertThat(ran.err()).contains("such calls are switched off on the server", "for a rerun");
    assertThat(sandbox.callsTo(DROP)).hasSize(1);
    assertThat(here.results(1)).contains("alpha/january FAILED", "alpha/february PLANNED");

    sandbox.heal();
    assertThat(here.run("rerun").exit()).isZero();
    assertThat(here.results(1)).allMatch(result -> result.endsWith(" DROPPED"));
  }

  @Test
  void aMissingPrivilegeIsNamedAndCostsThatCollectionOnly() {
    twoMoreCollections();
    sandbox.on(DROP).onCollection("alpha").react(Reaction.forbidden("DropPartition"));

    Ended ran = here.run("run");

    assertThat(ran.exit()).isEqualTo(3);
    assertThat(sandbox.callsTo(DROP))
        .filteredOn(call -> call.collection().equals("alpha"))
        .hasSize(1);
    JsonNode january =
        here.ledger(1).stream()
            .filter(item -> item.get("collection").stringValue().equals("alpha"))
            .findFirst()
            .orElseThrow();
    assertThat(january.get("error").stringValue())
        .contains("lacks a privilege", "PrivilegeDropPartition");
    assertThat(here.results(1)).filteredOn(result -> result.startsWith("alpha/")).hasSize(4);
    assertThat(here.results(1))
        .filteredOn(result -> !result.startsWith("alpha/"))
        .allMatch(result -> result.endsWith(" DROPPED"));
  }

  @Test
  void stubbornPartitionsAtTheFrontHideNoOthersBehindThem() {
    twoMoreCollections();
    for (String stubborn : List.of("january", "february", "march")) {
      sandbox.on(DROP).onCollection("alpha").forPartition(stubborn).react(Reaction.internalError());
    }

    Ended ran = here.run("run");

    assertThat(ran.exit()).isEqualTo(3);
    assertThat(ran.err()).doesNotContain("does not answer anything else", "given up");
    assertThat(here.results(1))
        .contains("alpha/march DROP_SENT", "alpha/april DROPPED", "beta/april DROPPED");
  }

  @Test
  void aClusterThatAnswersNothingAnyMoreIsLeftAlone() {
    twoMoreCollections();
    sandbox
        .on(DROP)
        .forPartition("february")
        .react(Reaction.reset().before(call -> sandbox.onEvery().react(Reaction.badGateway())));

    Ended ran = here.run("run");

    assertThat(ran.exit()).isEqualTo(6);
    assertThat(ran.err())
        .contains("the cluster does not answer anything else either", "for a rerun");
    assertThat(ran.stackTrace()).isEmpty();
    assertThat(sandbox.callsTo(DROP)).hasSize(2);

    sandbox.heal();
    assertThat(here.run("rerun").exit()).isZero();
    assertThat(here.results(1)).allMatch(result -> result.endsWith(" DROPPED"));
  }

  @Test
  void aClusterThatBeginsToRefuseTheTokenEndsTheRun() {
    twoMoreCollections();
    sandbox.on(DROP).forPartition("february").react(Reaction.unauthenticated());

    Ended ran = here.run("run");

    assertThat(ran.exit()).isEqualTo(6);
    assertThat(sandbox.callsTo(DROP)).hasSize(2);
    assertThat(here.results(1)).contains("alpha/january DROPPED", "alpha/march PLANNED");
  }

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

  @Test
  void aSlowCollectionDoesNotHoldUpTheOthers() throws Exception {
    twoMoreCollections();
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

  @Test
  void collectionsThatCannotBeReadHideNoOthersBehindThem() {
    here.rules(
        Installation.RULES
            .replace("[quick_setup]", "[\"*\"]")
            .replace("request-timeout: 5s", "request-timeout: 5s\n      read-concurrency: 1"));
    for (int n = 1; n <= 4; n++) {
      sandbox.createCollection(DB, "docs_" + n);
      sandbox.on("collections/describe").onCollection("docs_" + n).react(Reaction.badGateway());
    }

    Ended ran = here.run("run");

    assertThat(ran.exit()).isEqualTo(3);
    assertThat(ran.err()).contains("docs_1", "docs_4").doesNotContain("not asked");
    assertThat(sandbox.partitions(DB, "quick_setup")).doesNotContain("january", "july");
  }

  @Test
  void oneDatabaseOfSeveralThatCannotBeListedHidesNoOther() {
    here.rules(Installation.RULES.replace("collections:", "database: \"*\"\n      collections:"));
    sandbox.createDatabase("archive");
    sandbox
        .on("collections/list")
        .inDatabase("archive")
        .react(Reaction.forbidden("ShowCollections"));

    Ended ran = here.run("run");

    assertThat(ran.exit()).isEqualTo(3);
    assertThat(ran.err()).contains("database archive: ", "ShowCollections");
    assertThat(sandbox.partitions(DB, "quick_setup")).doesNotContain("january", "july");
  }
}
