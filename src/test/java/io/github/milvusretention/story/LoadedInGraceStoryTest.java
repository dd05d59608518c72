package io.github.milvusretention.story;

import static io.github.milvusretention.story.GraceSetup.DB;
import static io.github.milvusretention.story.GraceSetup.DROP;
import static io.github.milvusretention.story.GraceSetup.DUE;
import static io.github.milvusretention.story.GraceSetup.RELEASE;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusretention.database.Databases;
import io.github.milvusretention.database.EveryDatabase;
import io.github.milvusretention.sandbox.Reaction;
import io.github.milvusretention.sandbox.Sandbox;
import io.github.milvusretention.tier.Slow;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What somebody loads again in its grace is in use, and stays. */
@Slow
@EveryDatabase
class LoadedInGraceStoryTest {
  private final GraceSetup setup;
  private final Installation here;
  private final Sandbox sandbox;

  LoadedInGraceStoryTest(Databases database, @TempDir Path directory) {
    setup = new GraceSetup(database, directory);
    here = setup.here;
    sandbox = setup.sandbox;
  }

  @Test
  void whatIsLoadedAgainIsKeptAndReportedAndWaitsAnewOnceItIsReleasedAgain() {
    assertThat(here.run("run").exit()).isZero();
    sandbox.load(DB, "docs", "2026_05");
    sandbox.clearCalls();
    here.itIs("2026-12-02T10:00:00Z");

    assertThat(setup.verdict("2026_05")).isEqualTo("IN_USE");
    Ended next = here.run("run --output json");

    assertThat(next.exit()).as(next.all()).isZero();
    assertThat(next.err()).contains("1 released partitions were loaded again and are kept");
    assertThat(sandbox.partitions(DB, "docs"))
        .containsExactly("2026_05", "2026_10", "2026_11", "_default");
    assertThat(sandbox.loaded(DB, "docs")).contains("2026_05");

    // Somebody unloads it: it was not released all the time, so that it begins anew.
    unload("2026_05");
    here.itIs("2026-12-03T10:00:00Z");
    assertThat(setup.actions()).containsExactly("RELEASE");
    assertThat(here.run("run").exit()).isZero();
    here.itIs("2026-12-09T10:00:00Z");
    assertThat(setup.actions()).containsExactly("WAIT");
    here.itIs("2026-12-10T10:00:00Z");
    assertThat(here.run("run").exit()).isZero();
    assertThat(sandbox.partitions(DB, "docs")).doesNotContain("2026_05");
  }

  @Test
  void whatIsInUseIsReleasedAgainOnceAPersonAcceptsItAndWaitsAnew() {
    assertThat(here.run("run").exit()).isZero();
    sandbox.load(DB, "docs", "2026_05");
    here.itIs("2026-12-02T10:00:00Z");
    Ended kept = here.run("run");
    assertThat(kept.exit()).isZero();
    Matcher accept =
        Pattern.compile("run --policy docs [^;]*--accept sha256:[0-9a-f]{64}").matcher(kept.all());
    assertThat(accept.find()).as(kept.all()).isTrue();
    sandbox.clearCalls();

    Ended accepted = here.run(accept.group().split(" "));

    assertThat(accepted.exit()).as(accepted.all()).isZero();
    assertThat(setup.released()).containsExactly("2026_05");
    assertThat(sandbox.callsTo(DROP)).isEmpty();
    here.itIs("2026-12-03T10:00:00Z");
    assertThat(setup.actions()).containsExactly("WAIT");
    here.itIs("2026-12-09T10:00:00Z");
    assertThat(here.run("run").exit()).isZero();
    assertThat(sandbox.partitions(DB, "docs")).doesNotContain("2026_05");
  }

  @Test
  void aServerThatWasRestartedAndHasLoadedAllLosesNothing() {
    assertThat(here.run("run").exit()).isZero();
    sandbox.load(DB, "docs", DUE.toArray(String[]::new));
    sandbox.clearCalls();
    here.itIs("2026-12-02T10:00:00Z");

    Ended next = here.run("run --output json");

    assertThat(next.exit()).as(next.all()).isZero();
    assertThat(sandbox.mutations()).isEmpty();
    assertThat(sandbox.partitions(DB, "docs")).containsAll(DUE);
  }

  @Test
  void whatIsLoadedBetweenPlanAndDropIsKept() {
    assertThat(here.run("run").exit()).isZero();
    here.itIs("2026-12-02T10:00:00Z");
    sandbox
        .on(DROP)
        .once()
        .react(Reaction.honest().before(call -> sandbox.load(DB, "docs", "2026_04")));
    sandbox.clearCalls();

    Ended next = here.run("run --output json");

    assertThat(next.exit()).as(next.all()).isZero();
    assertThat(here.results(2)).contains("docs/2026_04 SKIPPED");
    assertThat(sandbox.callsTo(RELEASE)).isEmpty();
    assertThat(sandbox.loaded(DB, "docs")).contains("2026_04");
  }

  @Test
  void aLoadStateThatCannotBeReadKeepsThePartition() {
    assertThat(here.run("run").exit()).isZero();
    here.itIs("2026-12-02T10:00:00Z");
    sandbox
        .on("collections/get_load_state")
        .forPartition("2026_03")
        .react(Reaction.error(65535, "no answer today"));

    assertThat(setup.verdict("2026_03")).isEqualTo("KEPT");
    assertThat(here.run("run").exit()).isZero();

    assertThat(sandbox.partitions(DB, "docs"))
        .containsExactly("2026_03", "2026_10", "2026_11", "_default");
    sandbox.heal();
    here.itIs("2026-12-03T10:00:00Z");
    assertThat(here.run("run").exit()).isZero();
    assertThat(sandbox.partitions(DB, "docs")).doesNotContain("2026_03");
  }

  private void unload(String partition) {
    sandbox.dropPartitions(DB, "docs", partition);
    sandbox.createPartitions(DB, "docs", partition);
  }
}
