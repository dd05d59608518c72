package io.github.milvusretention.story;

import static io.github.milvusretention.story.CheckSetup.DB;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusretention.database.Databases;
import io.github.milvusretention.database.OneDatabase;
import io.github.milvusretention.sandbox.Call;
import io.github.milvusretention.sandbox.CollectionSpec;
import io.github.milvusretention.sandbox.Reaction;
import io.github.milvusretention.sandbox.Sandbox;
import io.github.milvusretention.tier.Slow;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code check} finds in the collections themselves. */
@Slow
@OneDatabase
class CheckCollectionsStoryTest {
  private final CheckSetup setup;
  private final Installation here;
  private final Sandbox sandbox;

  CheckCollectionsStoryTest(Databases database, @TempDir Path directory) {
    setup = new CheckSetup(database, directory);
    here = setup.here;
    sandbox = setup.sandbox;
  }

  @Test
  void shortenedListsAreSeenWithAndWithoutAnEarlierRun() {
    sandbox.hidePartitions(DB, "quick_setup", "september", "october");
    assertThat(setup.found("problem", 3))
        .singleElement()
        .asString()
        .contains("quick_setup", "is shortened (11 shown)", "the server counts 13");

    sandbox.heal();
    assertThat(here.run("run").exit()).isZero();
    sandbox.hidePartitions(DB, "quick_setup", "september", "october");
    assertThat(setup.found("problem", 3))
        .singleElement()
        .asString()
        .contains("quick_setup", "lacks october, september", "still has");

    sandbox.heal();
    sandbox.hideCollection(DB, "quick_setup");
    assertThat(setup.found("problem", 3)).singleElement().asString().contains("does not show it");
  }

  @Test
  void aTtlThatCompetesIsWarnedOfAndOneThatIsOffIsNot() {
    here.rules(Installation.RULES.replace("[quick_setup]", "[a, b, c, d]"));
    sandbox.createCollection(
        DB, "a", CollectionSpec.PLAIN.withProperty("collection.ttl.seconds", "86400"));
    sandbox.createCollection(DB, "b", CollectionSpec.PLAIN.withProperty("ttl_field", "created"));
    sandbox.createCollection(
        DB, "c", CollectionSpec.PLAIN.withProperty("collection.ttl.seconds", "0"));
    sandbox.createCollection(
        DB, "d", CollectionSpec.PLAIN.withProperty("collection.ttl.seconds", "-1"));

    assertThat(setup.found("warning", 0))
        .hasSize(2)
        .anyMatch(w -> w.contains("default.a: collection.ttl.seconds is 86400"))
        .anyMatch(w -> w.contains("default.b: ttl_field is created"));
  }

  @Test
  void aCollectionThatIsNearlyFullIsWarnedOf() {
    here.rules(
        Installation.RULES.replace("[quick_setup]", "[docs]").replace("MMMM", "uuuu-MM-dd'T'HH"));
    sandbox.createCollection(DB, "docs");
    hours(920);
    assertThat(setup.found("warning", 0)).as("921 with _default").isEmpty();

    hours(921);
    assertThat(setup.found("warning", 0))
        .singleElement()
        .asString()
        .contains("default.docs: 922 of 1024 partitions are used");
  }

  @Test
  void namesThatNoPolicyRecognisesAreCounted() {
    sandbox.createPartitions(DB, "quick_setup", "tmp_1", "tmp_2", "backup", "2026", "x", "y");
    here.rules(
        Installation.RULES
            + """
                yearly:
                  cluster: local
                  collections: ["quick_*"]
                  partitions: ["uuuu"]
                  keep: P1Y
            """);

    assertThat(setup.found("warning", 0))
        .as("2026 is another policy's, and each policy says the same")
        .hasSize(2)
        .allMatch(
            w ->
                w.endsWith(
                    "default.quick_setup: 5 partition names are not recognised by any policy, so"
                        + " they are never dropped: backup, tmp_1, tmp_2, x, y"));
    sandbox.createPartitions(DB, "quick_setup", "z");
    assertThat(setup.found("warning", 0))
        .allMatch(w -> w.endsWith("backup, tmp_1, tmp_2, x, y, …"));
  }

  @Test
  void aCollectionIsDescribedOnceAndMayVanish() {
    sandbox.createCollection(DB, "docs");
    sandbox.createCollection(DB, "short_lived");
    here.rules(Installation.RULES.replace("[quick_setup]", "[\"*\"]"));
    here.run("check");
    assertThat(sandbox.callsTo("collections/describe"))
        .as("one more, of any, shows the version")
        .extracting(Call::collection)
        .contains("docs", "quick_setup", "short_lived")
        .hasSize(4);

    sandbox
        .on("partitions/list")
        .onCollection("short_lived")
        .react(Reaction.honest().after(call -> sandbox.dropCollection(DB, "short_lived")));
    assertThat(setup.found("problem", 0)).isEmpty();
    assertThat(setup.found("ok", 0)).anyMatch(ok -> ok.contains("default.docs is readable"));
  }

  private void hours(int count) {
    LocalDateTime first = LocalDateTime.parse("2026-10-01T00:00:00");
    sandbox.createPartitions(
        DB,
        "docs",
        IntStream.range(0, count)
            .mapToObj(hour -> first.plusHours(hour).toString().substring(0, 13))
            .toList());
  }
}
