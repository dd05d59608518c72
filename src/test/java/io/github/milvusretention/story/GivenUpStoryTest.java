package io.github.milvusretention.story;

import static io.github.milvusretention.story.PatienceSetup.DB;
import static io.github.milvusretention.story.PatienceSetup.DROP;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusretention.database.Databases;
import io.github.milvusretention.database.OneDatabase;
import io.github.milvusretention.sandbox.Call;
import io.github.milvusretention.sandbox.Reaction;
import io.github.milvusretention.sandbox.Sandbox;
import io.github.milvusretention.tier.Slow;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What a run gives up when the server says no or nothing, and what goes all the same. */
@Slow
@OneDatabase
class GivenUpStoryTest {
  private final PatienceSetup setup;
  private final Installation here;
  private final Sandbox sandbox;

  GivenUpStoryTest(Databases database, @TempDir Path directory) {
    setup = new PatienceSetup(database, directory);
    here = setup.here;
    sandbox = setup.sandbox;
  }

  @Test
  void threePartitionsThatWaitedInVainAreEnough() {
    setup.twoMoreCollections();
    sandbox.on(DROP).react(Reaction.throttled());

    Ended ran = here.run("run");

    assertThat(ran.exit()).isEqualTo(3);
    assertThat(ran.err()).contains("3 partitions in a row failed after all retries", "for a rerun");
    assertThat(sandbox.callsTo(DROP)).extracting(Call::partition).doesNotContain("april");
    assertThat(
            sandbox.callsTo(DROP).stream().collect(groupingBy(GivenUpStoryTest::place, counting())))
        .as(
            "within a minute each: twelve tries, if chance makes all delays as short as they can"
                + " be")
        .allSatisfy((place, tries) -> assertThat(tries).isLessThanOrEqualTo(12));

    sandbox.heal();
    assertThat(here.run("rerun").exit()).isZero();
    assertThat(here.results(1)).allMatch(result -> result.endsWith(" DROPPED"));
  }

  private static String place(Call call) {
    return call.collection() + "/" + call.partition();
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
    setup.twoMoreCollections();
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
    setup.twoMoreCollections();
    sandbox.on(DROP).react(Reaction.notReady());

    Ended ran = here.run("run");

    assertThat(ran.exit()).isEqualTo(3);
    assertThat(ran.err()).contains("3 collections in a row were given up", "for a rerun");
    assertThat(sandbox.callsTo(DROP)).extracting(Call::partition).doesNotContain("april");
  }

  @Test
  void aServerThatIsStartingIsSparedAfterOnePartition() {
    setup.twoMoreCollections();
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
  void whereAnOperatorHasSwitchedDropsOffNothingMoreIsSent() {
    setup.twoMoreCollections();
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
    setup.twoMoreCollections();
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
    setup.twoMoreCollections();
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
    setup.twoMoreCollections();
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
    setup.twoMoreCollections();
    sandbox.on(DROP).forPartition("february").react(Reaction.unauthenticated());

    Ended ran = here.run("run");

    assertThat(ran.exit()).isEqualTo(6);
    assertThat(sandbox.callsTo(DROP)).hasSize(2);
    assertThat(here.results(1)).contains("alpha/january DROPPED", "alpha/march PLANNED");
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
