package io.github.milvusretention.story;

import static io.github.milvusretention.story.GraceSetup.DB;
import static io.github.milvusretention.story.GraceSetup.DROP;
import static io.github.milvusretention.story.GraceSetup.DUE;
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

/** A grace that is edited while partitions wait, and how guards and acceptances count it. */
@Slow
@EveryDatabase
class EditedGraceStoryTest {
  private final GraceSetup setup;
  private final Installation here;
  private final Sandbox sandbox;

  EditedGraceStoryTest(Databases database, @TempDir Path directory) {
    setup = new GraceSetup(database, directory);
    here = setup.here;
    sandbox = setup.sandbox;
  }

  @Test
  void aGraceThatIsWrittenLaterReleasesFirst() {
    here.rules(WITHOUT);
    sandbox.on(DROP).react(Reaction.error(65535, "no disk left"));
    assertThat(here.run("run").exit()).isEqualTo(3);
    sandbox.heal();
    sandbox.load(DB, "docs", "2026_04");
    sandbox.clearCalls();
    here.rules(WEEK);

    // The plan of that run says drop; its rules no longer do.
    Ended rerun = here.run("rerun 1");

    assertThat(rerun.exit()).as(rerun.all()).isZero();
    assertThat(here.results(1)).allMatch(row -> row.endsWith(" SKIPPED"));
    assertThat(sandbox.mutations()).isEmpty();
    here.itIs("2026-11-25T10:00:00Z");
    assertThat(setup.actions()).containsExactly("RELEASE");
    assertThat(here.run("run").exit()).isZero();
    assertThat(sandbox.callsTo(DROP)).isEmpty();
    assertThat(sandbox.partitions(DB, "docs")).containsAll(DUE);
  }

  @Test
  void aGraceMayGetLongerShorterOrGo() {
    assertThat(here.run("run").exit()).isZero();
    here.itIs("2026-12-02T10:00:00Z");

    here.rules(WITHOUT + "      grace: P30D\n");
    assertThat(setup.actions()).containsExactly("WAIT");
    here.rules(WITHOUT + "      grace: PT200H\n");
    assertThat(setup.actions()).containsExactly("WAIT");
    here.rules(WITHOUT + "      grace: PT192H\n");
    assertThat(setup.actions()).containsExactly("DROP");
    here.itIs("2026-11-25T10:00:00Z");
    assertThat(setup.actions()).containsExactly("WAIT");
    here.rules(WITHOUT);
    assertThat(setup.actions()).containsExactly("DROP");
    sandbox.load(DB, "docs", "2026_04");
    assertThat(setup.verdict("2026_04")).as("without a grace too").isEqualTo("IN_USE");
  }

  @Test
  void aPlanFrozenBeforeTheGraceGotLongerDropsNothing() {
    assertThat(here.run("run").exit()).isZero();
    here.itIs("2026-12-02T10:00:00Z");
    sandbox.on(DROP).react(Reaction.error(65535, "no disk left"));
    assertThat(here.run("run").exit()).isEqualTo(3);
    sandbox.heal();
    sandbox.clearCalls();
    here.rules(WITHOUT + "      grace: P30D\n");

    assertThat(here.run("rerun 2").exit()).isZero();

    assertThat(here.results(2)).allMatch(row -> row.endsWith(" SKIPPED"));
    assertThat(sandbox.mutations()).isEmpty();
  }

  @Test
  void theGuardsCountReleasesAndDropsApartAndWaitingOnesNotAtAll() {
    here.rules(WEEK + "      max-drops: 6\n");
    assertThat(here.run("run").exit()).isZero();
    here.itIs("2026-12-02T10:00:00Z");
    sandbox.createPartitions(DB, "docs", "2025_01", "2025_02", "2025_03", "2025_04");
    assertThat(setup.actions()).containsExactlyInAnyOrder("RELEASE", "DROP");
    assertThat(here.run("plan").exit()).as("6 drops and 4 releases").isZero();

    here.rules(WEEK + "      max-drops: 5\n");
    Ended drops = here.run("run --output json");
    assertThat(drops.exit()).isEqualTo(4);
    assertThat(drops.err()).contains("the plan drops 6 partitions; max-drops allows 5");

    sandbox.createPartitions(DB, "docs", "2025_05", "2025_06", "2025_07");
    here.rules(WEEK + "      max-drops: 6\n");
    Ended releases = here.run("run --again --output json");
    assertThat(releases.exit()).isEqualTo(4);
    assertThat(releases.err()).contains("the plan releases 7 partitions; max-drops allows 6");

    here.rules(WEEK.replace("100%", "45%"));
    assertThat(here.run("plan").out())
        .contains("the plan releases 7 of 15 (46.7%) in default.docs; max-share allows 45%")
        .doesNotContain("the plan drops");
    here.itIs("2026-11-28T10:00:00Z");
    sandbox.dropPartitions(
        DB, "docs", "2025_01", "2025_02", "2025_03", "2025_04", "2025_05", "2025_06", "2025_07");
    here.rules(WEEK.replace("100%", "1%") + "      max-drops: 1\n");
    assertThat(setup.actions()).containsExactly("WAIT");
    assertThat(here.run("plan").exit()).as("nothing but waiting").isZero();
  }

  @Test
  void anAcceptedPlanOfReleasesIsNotOneOfDrops() {
    here.rules(WEEK + "      max-drops: 5\n");
    Ended refused = here.run("run --output json");
    assertThat(refused.exit()).isEqualTo(4);
    String digest = here.run("plan --output json").only().get("digest").stringValue();
    here.rules(WITHOUT + "      max-drops: 5\n");

    assertThat(here.run("rerun 1 --accept " + digest).exit()).isEqualTo(4);
    assertThat(sandbox.mutations()).isEmpty();

    here.rules(WEEK + "      max-drops: 5\n");
    assertThat(here.run("rerun 1 --accept " + digest).exit()).isZero();
    assertThat(sandbox.callsTo(DROP)).isEmpty();
    assertThat(setup.waitingInRepository()).isEqualTo(6);
  }
}
