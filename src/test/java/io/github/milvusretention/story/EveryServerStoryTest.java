package io.github.milvusretention.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusretention.database.Databases;
import io.github.milvusretention.sandbox.Call;
import io.github.milvusretention.sandbox.CollectionSpec;
import io.github.milvusretention.sandbox.Profile;
import io.github.milvusretention.sandbox.Reaction;
import io.github.milvusretention.sandbox.Sandbox;
import io.github.milvusretention.sandbox.States;
import io.github.milvusretention.tier.Slow;
import io.github.milvusretention.tier.Tier;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The same nights on every server the program promises to get on with. The repository does not know
 * which server it is, so one kind of database will do.
 */
@ParameterizedClass
@MethodSource("servers")
class EveryServerStoryTest {
  private static final String DB = "default";
  private static final String DROP = "partitions/drop";
  private static final List<String> KEPT =
      List.of("_default", "august", "december", "november", "october", "september");

  private final Profile profile;
  private final Sandbox sandbox;
  private final Installation here;

  EveryServerStoryTest(Profile profile, @TempDir Path directory) {
    this.profile = profile;
    sandbox = profile.sandbox().seed(EveryServerStoryTest::seed).start();
    here =
        new Installation(Databases.H2, directory, sandbox)
            .rules(Installation.RULES.replace("[quick_setup]", "[quick_setup, archive, keyed]"))
            .variable("MILVUS_TOKEN", profile.token());
  }

  private static void seed(Sandbox sandbox) {
    States.quickSetup(sandbox);
    sandbox.createCollection(DB, "archive");
    sandbox.createPartitions(DB, "archive", "june", "november", "february");
    sandbox.createCollection(DB, "keyed", CollectionSpec.partitionKey(4));
  }

  /**
   * The oldest, the newest, and those that answer in another way; every one in the thorough tier.
   */
  static List<Profile> servers() {
    return Tier.isThorough()
        ? List.of(Profile.values())
        : List.of(
            Profile.MILVUS_2_3_13,
            Profile.MILVUS_2_4_17,
            Profile.MILVUS_2_6_18,
            Profile.MILVUS_3_0_0,
            Profile.STANDARD_STATUSES,
            Profile.ZILLIZ);
  }

  @AfterEach
  void stop() {
    sandbox.close();
  }

  @Test
  void whatIsExpiredGoesAndWhatStaysIsAsItWas() {
    List<String> keyed = sandbox.partitions(DB, "keyed");

    Ended ran = here.run("run --output json");

    assertThat(ran.exit()).as(ran.err()).isZero();
    assertThat(Figures.of(ran.only())).isEqualTo(new Figures(9, 0, 0, 0));
    assertThat(sandbox.partitions(DB, "quick_setup")).isEqualTo(KEPT);
    assertThat(sandbox.partitions(DB, "archive")).containsExactly("_default", "november");
    assertThat(sandbox.loaded(DB, "quick_setup"))
        .as("june was loaded and had to be released; the others stay loaded")
        .containsExactly("december", "november", "october");
    assertThat(sandbox.partitions(DB, "keyed")).isEqualTo(keyed);
    assertThat(sandbox.mutations()).extracting(Call::collection).doesNotContain("keyed");
    assertThat(sandbox.mutations())
        .allSatisfy(call -> assertThat(KEPT).doesNotContainAnyElementsOf(call.partitions()));
    assertThat(here.run("check").exit()).isZero();
  }

  @Slow
  @Test
  void onePartitionThatIsRefusedHidesNoOtherAndARerunFinishesIt() {
    sandbox.on(DROP).forPartition("march").react(Reaction.loaded());

    Ended ran = here.run("run --output json");

    assertThat(ran.exit()).isEqualTo(3);
    assertThat(Figures.of(ran.only())).isEqualTo(new Figures(8, 0, 0, 1));
    assertThat(sandbox.partitions(DB, "quick_setup")).contains("march").containsAll(KEPT);
    assertThat(error("march")).contains("the partition is loaded");

    sandbox.heal();
    sandbox.clearCalls();
    Ended rerun = here.run("rerun --output json");

    assertThat(rerun.exit()).isZero();
    assertThat(Figures.of(rerun.only())).isEqualTo(new Figures(9, 0, 0, 0));
    assertThat(sandbox.callsTo(DROP)).extracting(Call::partition).containsExactly("march");
  }

  @Slow
  @Test
  void aDropThatTheServerLostSightOfIsSettledByItsList() {
    sandbox.on(DROP).forPartition("march").react(Reaction.timeout().afterEffect());
    sandbox.on(DROP).forPartition("april").react(Reaction.timeout());

    Ended ran = here.run("run --output json");

    assertThat(ran.exit()).isEqualTo(3);
    assertThat(here.results(1))
        .contains("quick_setup/march DROPPED", "quick_setup/april DROP_SENT")
        .filteredOn(result -> result.endsWith(" DROPPED"))
        .hasSize(8);
    assertThat(ran.stackTrace()).isEmpty();
  }

  @Test
  void aWrongTokenEndsTheRunBeforeAnythingIsTouched() {
    here.variable("MILVUS_TOKEN", "root:N0t-The-Right-0ne");

    for (String command : List.of("plan", "run", "check")) {
      Ended ended = here.run(command);

      assertThat(ended.exit()).as(command).isEqualTo(6);
      assertThat(ended.all())
          .as(command)
          .contains("the server does not accept the token")
          .doesNotContain("N0t-The-Right-0ne");
    }
    assertThat(sandbox.mutations()).isEmpty();
  }

  @Slow
  @Test
  void aMissingPrivilegeIsNamedAndTheOtherCollectionsGoOn() {
    sandbox.on(DROP).onCollection("archive").react(Reaction.forbidden("DropPartition"));

    Ended ran = here.run("run --output json");

    assertThat(ran.exit()).isEqualTo(3);
    assertThat(Figures.of(ran.only())).isEqualTo(new Figures(7, 0, 0, 1, 1));
    assertThat(sandbox.partitions(DB, "quick_setup")).isEqualTo(KEPT);
    assertThat(sandbox.partitions(DB, "archive")).contains("february", "june", "november");
    assertThat(error("february")).contains("lacks a privilege", "DropPartition");
  }

  @Slow
  @Test
  void aCollectionThatMayNotBeReadIsReportedAndTheOthersGoOn() {
    sandbox
        .on("partitions/list")
        .onCollection("archive")
        .react(Reaction.forbidden("ShowPartitions"));

    Ended ran = here.run("run --output json");

    assertThat(ran.exit()).isEqualTo(3);
    assertThat(ran.err()).contains("default.archive", "lacks a privilege", "ShowPartitions");
    assertThat(sandbox.partitions(DB, "quick_setup")).isEqualTo(KEPT);
    assertThat(sandbox.mutations()).extracting(Call::collection).containsOnly("quick_setup");
  }

  @Slow
  @Test
  void aGlobForDatabasesNeedsAServerThatListsThem() {
    here.rules(
        Installation.RULES.replace(
            "    cluster: local\n", "    cluster: local\n      database: \"def*\"\n"));

    Ended ran = here.run("run --output json");

    if (profile.version().listsDatabases()) {
      assertThat(ran.exit()).isZero();
      assertThat(sandbox.partitions(DB, "quick_setup")).isEqualTo(KEPT);
    } else {
      assertThat(ran.exit()).isEqualTo(6);
      assertThat(ran.err())
          .contains("cannot list databases")
          .contains("write the database's name instead of a glob");
      assertThat(sandbox.mutations()).isEmpty();
    }
    assertThat(ran.stackTrace()).isEmpty();
  }

  /** Of a partition in either collection that failed in the first run. */
  private String error(String partition) {
    return here.ledger(1).stream()
        .filter(item -> item.get("partition").stringValue().equals(partition))
        .filter(item -> !item.get("error").isNull())
        .map(item -> item.get("error").stringValue())
        .findFirst()
        .orElse("");
  }
}
