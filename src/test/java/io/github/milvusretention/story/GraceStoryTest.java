package io.github.milvusretention.story;

import static io.github.milvusretention.story.GraceSetup.DB;
import static io.github.milvusretention.story.GraceSetup.DROP;
import static io.github.milvusretention.story.GraceSetup.DUE;
import static io.github.milvusretention.story.GraceSetup.RELEASE;
import static io.github.milvusretention.story.GraceSetup.WEEK;
import static io.github.milvusretention.story.GraceSetup.WITHOUT;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusretention.database.Databases;
import io.github.milvusretention.database.EveryDatabase;
import io.github.milvusretention.sandbox.Reaction;
import io.github.milvusretention.sandbox.Sandbox;
import io.github.milvusretention.tier.Slow;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A policy with a grace: one night releases, and a later one drops. */
@EveryDatabase
class GraceStoryTest {
  private final GraceSetup setup;
  private final Installation here;
  private final Sandbox sandbox;

  GraceStoryTest(Databases database, @TempDir Path directory) {
    setup = new GraceSetup(database, directory);
    here = setup.here;
    sandbox = setup.sandbox;
  }

  @Test
  void oneRunReleasesAndTheFirstOneAfterTheGraceDrops() {
    assertThat(setup.actions()).containsExactly("RELEASE");
    assertThat(sandbox.mutations()).isEmpty();

    Ended first = here.run("run --output json");

    assertThat(first.exit()).as(first.all()).isZero();
    assertThat(first.only().get("released").intValue()).isEqualTo(6);
    assertThat(first.only().get("dropped").intValue()).isZero();
    assertThat(sandbox.callsTo(DROP)).isEmpty();
    assertThat(setup.released())
        .as("only what is loaded")
        .containsExactlyInAnyOrder("2026_04", "2026_05", "2026_06");
    assertThat(sandbox.loaded(DB, "docs")).containsExactly("2026_11");
    assertThat(sandbox.partitions(DB, "docs")).containsAll(DUE);
    assertThat(here.ledger(1))
        .hasSize(6)
        .allSatisfy(
            row -> {
              assertThat(row.get("state").stringValue()).isEqualTo("RELEASED");
              assertThat(row.get("action").stringValue()).isEqualTo("RELEASE");
              assertThat(row.get("releasedAt").stringValue()).isEqualTo("2026-11-24T10:00:00Z");
            });

    sandbox.clearCalls();
    here.itIs("2026-12-01T09:59:59Z");
    assertThat(setup.actions()).containsExactly("WAIT");
    assertThat(here.run("plan --only EXPIRED").out())
        .contains("waits until 2026-12-01T10:00:00Z (grace)")
        .contains("; of those expired 6 released and waiting\n")
        .doesNotContain("KEPT");
    Ended waiting = here.run("run --output json");
    assertThat(waiting.exit()).as(waiting.all()).isZero();
    assertThat(waiting.err()).contains("6 released partitions wait");
    assertThat(here.results(2)).isEmpty();
    assertThat(sandbox.mutations()).isEmpty();

    here.itIs("2026-12-02T10:00:00Z");
    assertThat(setup.actions()).containsExactly("DROP");
    Ended last = here.run("run --output json");

    assertThat(last.exit()).as(last.all()).isZero();
    assertThat(last.only().get("dropped").intValue()).isEqualTo(6);
    assertThat(sandbox.callsTo(RELEASE)).isEmpty();
    assertThat(sandbox.partitions(DB, "docs")).containsExactly("2026_10", "2026_11", "_default");
    assertThat(here.ledger(3))
        .hasSize(6)
        .allSatisfy(
            row -> {
              assertThat(row.get("state").stringValue()).isEqualTo("DROPPED");
              assertThat(row.get("releasedAt").stringValue()).isEqualTo("2026-11-24T10:00:00Z");
            });
    assertThat(setup.waitingInRepository()).isZero();
  }

  @Slow
  @Test
  void aRunThatCannotConfirmItsReleaseFailsAndItsRerunCountsFromItsOwnConfirmation() {
    // What a killed process leaves is the same: a release was sent, and nobody knows its effect.
    sandbox.on(RELEASE).react(Reaction.honest().after(call -> breakLoadStates()));

    assertThat(here.run("run").exit()).isEqualTo(3);
    assertThat(here.results(1)).noneMatch(row -> row.endsWith(" RELEASED") && row.contains("_04"));

    sandbox.heal();
    here.itIs("2026-11-25T12:00:00Z");
    assertThat(here.run("rerun 1").exit()).isZero();
    assertThat(here.ledger(1))
        .filteredOn(row -> row.get("partition").stringValue().equals("2026_04"))
        .singleElement()
        .satisfies(
            row -> {
              assertThat(row.get("state").stringValue()).isEqualTo("RELEASED");
              assertThat(row.get("releasedAt").stringValue()).isEqualTo("2026-11-25T12:00:00Z");
            });
  }

  @Slow
  @Test
  void aCollectionThatIsRecreatedBeginsAnew() {
    assertThat(here.run("run").exit()).isZero();
    sandbox.recreateCollection(DB, "docs");
    here.itIs("2026-12-02T10:00:00Z");

    assertThat(setup.actions()).containsExactly("RELEASE");
    assertThat(here.run("run").exit()).isZero();
    assertThat(sandbox.partitions(DB, "docs")).containsAll(DUE);
    assertThat(setup.waitingInRepository()).as("the old collection's are forgotten").isEqualTo(6);
  }

  @Slow
  @Test
  void aPartitionThatWasSeenMissingAndIsThereAgainBeginsAnew() {
    assertThat(here.run("run").exit()).isZero();
    sandbox.dropPartitions(DB, "docs", "2026_03");
    here.itIs("2026-11-28T10:00:00Z");
    assertThat(here.run("run").exit()).isZero();
    assertThat(setup.waitingInRepository()).isEqualTo(5);
    sandbox.createPartitions(DB, "docs", "2026_03");
    here.itIs("2026-12-02T10:00:00Z");

    assertThat(setup.actions()).containsExactlyInAnyOrder("RELEASE", "DROP");
    assertThat(here.run("run").exit()).isZero();

    assertThat(sandbox.partitions(DB, "docs")).contains("2026_03").doesNotContain("2026_02");
  }

  @Slow
  @Test
  void aPolicyWithAnotherNameGoesOnWhereTheOneBeforeWas() {
    assertThat(here.run("run").exit()).isZero();
    here.rules(WEEK.replace("  docs:\n", "  documents:\n"));
    here.itIs("2026-11-28T10:00:00Z");
    assertThat(setup.actions()).containsExactly("WAIT");
  }

  @Slow
  @Test
  void aPurgeLeavesWhatAGraceNeeds() {
    assertThat(here.run("run").exit()).isZero();
    here.itIs("2100-01-01T00:00:00Z");
    here.rules(WITHOUT + "      grace: P100Y\n");
    assertThat(here.run("run --as-of 2026-11-25").exit()).isZero();
    assertThat(here.run("purge --older-than P1Y").out()).startsWith("1 finished runs removed");

    assertThat(setup.waitingInRepository()).isEqualTo(6);
    here.rules(WEEK);
    assertThat(setup.actions()).contains("DROP");
  }

  private void breakLoadStates() {
    sandbox.on("collections/get_load_state").react(Reaction.error(65535, "no answer today"));
  }
}
