package io.github.milvusretention.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusretention.database.Databases;
import io.github.milvusretention.database.OneDatabase;
import io.github.milvusretention.sandbox.Call;
import io.github.milvusretention.sandbox.CollectionSpec;
import io.github.milvusretention.sandbox.Reaction;
import io.github.milvusretention.sandbox.Sandbox;
import io.github.milvusretention.tier.Slow;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * Lists that show less than there is: to a restricted user, through a proxy, in a bad hour. The
 * first run is of 2026-11-24, the second of 2026-12-02, when august has expired.
 */
@Slow
@OneDatabase
class ShortenedListStoryTest {
  private static final String DB = "default";
  private static final String HAS = "partitions/has";
  private static final String SIGHTINGS =
      "SELECT collection_name || ' ' || partition_names FROM retention_sighting ORDER BY 1";

  private final Sandbox sandbox = Installation.quickSetup();
  private final Installation here;

  ShortenedListStoryTest(Databases database, @TempDir Path directory) {
    here = new Installation(database, directory, sandbox);
  }

  @Test
  void aPartitionThatTheListForgetsIsAskedForAndTheListRefused() {
    firstRun();
    sandbox.hidePartitions(DB, "quick_setup", "september");
    List<String> remembered = here.database().ask(SIGHTINGS);

    Ended planned = here.run("plan --output json");
    assertThat(planned.exit()).isEqualTo(3);
    assertThat(planned.only().get("partitions")).isEmpty();
    String sentence = planned.only().get("unreadable").get(0).stringValue();
    assertThat(sentence)
        .contains("default.quick_setup", "shortened", "5 shown", "lacks september", "privileges");
    assertThat(here.database().ask(SIGHTINGS)).as("a plan writes nothing").isEqualTo(remembered);

    Ended ran = here.run("run --output json");
    assertThat(ran.exit()).isEqualTo(3);
    assertThat(ran.only().get("status").stringValue()).isEqualTo("FAILED");
    assertThat(ran.only().get("message").stringValue()).contains("not read").contains("september");
    assertThat(ran.stackTrace()).isEmpty();
    assertThat(sandbox.mutations()).isEmpty();
    assertThat(here.database().ask(SIGHTINGS)).as("not believed").isEqualTo(remembered);

    sandbox.heal();
    Ended rerun = here.run("rerun --output json");
    assertThat(rerun.exit()).as(rerun.all()).isZero();
    assertThat(sandbox.callsTo("partitions/drop"))
        .extracting(Call::partition)
        .containsExactly("august");
  }

  @Test
  void whatOurRunsDroppedIsNotAskedForAndWhatOthersDroppedIsBelieved() {
    firstRun();
    sandbox.dropPartitions(DB, "quick_setup", "september");

    assertThat(here.run("plan").exit()).isZero();
    assertThat(asked()).containsExactly("september");
    Ended ran = here.run("run --output json");
    assertThat(ran.exit()).as(ran.all()).isZero();
    assertThat(Figures.of(ran.only())).isEqualTo(new Figures(1, 0, 0, 0));
    sandbox.clearCalls();
    assertThat(here.run("run --again").exit()).isZero();
    assertThat(asked()).as("by now it is forgotten").isEmpty();
  }

  @Test
  void anEmptyListOrOneWithoutTheDefaultPartitionIsRefusedAtTheFirstRunAlready() {
    sandbox.on("partitions/list").times(2).react(Reaction.data("[]"));
    assertThat(refused("run")).contains("0 shown", "_default");
    assertThat(here.database().ask(SIGHTINGS)).isEmpty();

    sandbox.hidePartitions(DB, "quick_setup", "_default");
    assertThat(refused("run --again")).contains("12 shown", "_default");
    assertThat(sandbox.mutations()).isEmpty();
  }

  @Test
  void manyThatVanishedCostTenQuestionsAndTheExpiredComeFirst() {
    sandbox.createCollection(DB, "docs");
    List<String> days =
        IntStream.rangeClosed(1, 30).mapToObj(day -> "2026-09-%02d".formatted(day)).toList();
    sandbox.createPartitions(DB, "docs", days);
    sandbox.createPartitions(DB, "docs", "2026-11-23", "2026-11-24");
    here.rules(
        Installation.RULES
            .replace("quick_setup", "docs")
            .replace("MMMM", "uuuu-MM-dd")
            .replace("P3M", "P70D"));
    firstRun();
    sandbox.dropPartitions(DB, "docs", days.toArray(String[]::new));

    Ended ran = here.run("run");

    assertThat(ran.exit()).as(ran.all()).isZero();
    assertThat(asked())
        .as("those expired by now, then the newest")
        .containsExactly(
            "2026-09-22",
            "2026-09-21",
            "2026-09-20",
            "2026-09-19",
            "2026-09-18",
            "2026-09-17",
            "2026-09-16",
            "2026-09-15",
            "2026-09-30",
            "2026-09-29");
  }

  @Test
  void aCollectionThatTheListForgetsIsNotTakenForGone() {
    here.rules(Installation.RULES.replace("[quick_setup]", "[\"*\"]"));
    sandbox.createCollection(DB, "archive");
    sandbox.createPartitions(DB, "archive", "october");
    firstRun();
    sandbox.hideCollection(DB, "archive");

    assertThat(refused("run")).contains("default.archive", "does not show it", "shortened");
    assertThat(sandbox.callsTo("partitions/drop"))
        .as("the other collection is worked on")
        .extracting(Call::partition)
        .containsExactly("august");

    sandbox.heal();
    sandbox.dropCollection(DB, "archive");
    assertThat(here.run("rerun").exit()).isZero();
    assertThat(here.database().ask(SIGHTINGS)).singleElement().asString().contains("quick_setup");
  }

  @Test
  void aCollectionThatIsListedAndDeniedIsNotTakenForGone() {
    firstRun();
    sandbox
        .on("collections/describe")
        .once()
        .react(Reaction.error(100, "can't find collection[database=default]"));
    assertThat(refused("run")).contains("default.quick_setup is listed, but", "can't find");
    assertThat(here.database().ask(SIGHTINGS)).as("still remembered").hasSize(1);

    sandbox
        .on("collections/describe")
        .once()
        .react(Reaction.honest().before(call -> sandbox.dropCollection(DB, "quick_setup")));
    assertThat(here.run("rerun").exit()).as("dropped between two calls").isZero();
    assertThat(here.database().ask(SIGHTINGS)).isEmpty();
  }

  @Test
  void aDatabaseThatTheListForgetsIsNotTakenForGone() {
    here.rules(
        Installation.RULES.replace(
            "collections: [quick_setup]", "collections: [\"*\"]\n      database: \"*\""));
    sandbox.createCollection("sales", "orders");
    firstRun();
    sandbox.hideDatabase("sales");

    assertThat(refused("run")).contains("sales.orders", "shortened");
    sandbox.heal();
    sandbox.dropDatabase("sales");
    assertThat(here.run("rerun").exit()).isZero();
    assertThat(here.database().ask(SIGHTINGS)).hasSize(1);
  }

  @Test
  void aCollectionCreatedAnewIsAnotherOne() {
    firstRun();
    sandbox.recreateCollection(DB, "quick_setup");
    sandbox.dropPartitions(DB, "quick_setup", "september", "october");

    assertThat(here.run("plan").exit()).isZero();
    assertThat(asked()).isEmpty();
  }

  @Test
  void partitionsOfAPartitionKeyAreTheServersOwn() {
    here.rules(Installation.RULES.replace("quick_setup", "keyed"));
    sandbox.createCollection(DB, "keyed", CollectionSpec.partitionKey(4));

    assertThat(here.run("run").exit()).as("it has no _default").isZero();
    assertThat(asked()).isEmpty();
  }

  @Test
  void anAliasInPlaceOfANameIsRefusedWithTheNameToWrite() {
    sandbox.alias(DB, "live", "quick_setup");
    here.rules(Installation.RULES.replace("[quick_setup]", "[live]"));

    Ended planned = here.run("plan --output json");
    assertThat(planned.exit()).isEqualTo(3);
    assertThat(planned.only().get("partitions")).isEmpty();
    assertThat(refused("run")).contains("live of the rules is an alias of quick_setup");
    assertThat(sandbox.mutations()).isEmpty();

    here.rules(Installation.RULES);
    assertThat(here.run("rerun").exit()).isZero();
  }

  @Test
  void aNamedCollectionThatOnlyTheListLacksIsNoMistakeOfTheRules() {
    sandbox.hideCollection(DB, "quick_setup");
    assertThat(refused("run")).contains("does not show it", "the list is shortened;");

    sandbox.on("aliases/describe").react(Reaction.forbidden("DescribeAlias"));
    assertThat(refused("run --again")).contains("shortened, or it is an alias", "DescribeAlias");

    sandbox.on("collections/describe").react(Reaction.forbidden("DescribeCollection"));
    assertThat(refused("run --again")).contains("default.quick_setup", "DescribeCollection");
    assertThat(sandbox.mutations()).isEmpty();
  }

  @Test
  void twoListedNamesOfOneCollectionAreBothRefused() {
    sandbox.alias(DB, "quick_alias", "quick_setup");
    here.rules(Installation.RULES.replace("[quick_setup]", "[\"quick_*\"]"));
    sandbox.on("collections/list").react(Reaction.data("[\"quick_setup\",\"quick_alias\"]"));

    assertThat(refused("run")).contains("default.quick_alias", "default.quick_setup", "same id");
    assertThat(sandbox.mutations()).isEmpty();
  }

  /** The names asked for, but for the one that shows whether one may ask. */
  private List<String> asked() {
    return sandbox.callsTo(HAS).stream()
        .map(Call::partition)
        .filter(name -> !name.equals("_default"))
        .toList();
  }

  /** A good run of the first day; then the second day comes. */
  private void firstRun() {
    Ended ran = here.run("run");
    assertThat(ran.exit()).as(ran.all()).isZero();
    sandbox.clearCalls();
    here.itIs("2026-12-02T10:00:00Z");
  }

  /** Runs a command that fails with 3; its message. */
  private String refused(String command) {
    Ended ran = here.run(command + " --output json");
    assertThat(ran.exit()).as(ran.all()).isEqualTo(3);
    assertThat(ran.stackTrace()).isEmpty();
    JsonNode run = ran.only();
    return run.get("message").stringValue();
  }
}
