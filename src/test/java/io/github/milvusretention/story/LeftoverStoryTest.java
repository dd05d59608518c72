package io.github.milvusretention.story;

import static io.github.milvusretention.story.RepairSetup.DROP;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusretention.database.Databases;
import io.github.milvusretention.database.OneDatabase;
import io.github.milvusretention.sandbox.Reaction;
import io.github.milvusretention.sandbox.Sandbox;
import io.github.milvusretention.tier.Slow;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of partitions that an earlier run left. */
@Slow
@OneDatabase
class LeftoverStoryTest {
  private final RepairSetup setup;
  private final Installation here;
  private final Sandbox sandbox;

  LeftoverStoryTest(Databases database, @TempDir Path directory) {
    setup = new RepairSetup(database, directory);
    here = setup.here;
    sandbox = setup.sandbox;
  }

  private void aLaterRunDropsMarchAndItIsMadeAnew() {
    setup.leaveMarchUndone();
    assertThat(here.run("run --again").exit()).isZero();
    assertThat(here.results(2)).containsExactly("quick_setup/march DROPPED");
    sandbox.createPartitions("default", "quick_setup", "march");
    sandbox.clearCalls();
  }

  @Test
  void aDropThatHadNoEffectIsLeftToTheNextRun() {
    setup.leaveMarchSent();

    assertThat(here.run("run --again").exit()).isZero();

    assertThat(here.results(1)).contains("quick_setup/march SKIPPED");
    assertThat(here.results(2)).containsExactly("quick_setup/march DROPPED");
  }

  @Test
  void aLeftoverStaysOpenUntilAPlanThatMayGoHoldsIt() {
    setup.leaveMarchSent();
    here.rules(Installation.RULES.replace("max-share: 75%", "max-share: 10%"));

    assertThat(here.run("run --again").exit()).as("refused by max-share").isEqualTo(4);

    assertThat(here.results(1)).contains("quick_setup/march DROP_SENT");
    assertThat(here.run("rerun 1").exit()).isZero();
    assertThat(here.results(1)).contains("quick_setup/march DROPPED");
    assertThat(sandbox.partitions("default", "quick_setup")).doesNotContain("march");
  }

  @Test
  void whatALaterRunDroppedAndWasMadeAnewIsNotDroppedByAnOldPlan() {
    aLaterRunDropsMarchAndItIsMadeAnew();

    assertThat(here.run("rerun 1").exit()).isZero();

    assertThat(here.results(1)).contains("quick_setup/march SKIPPED");
    assertThat(here.run("show 1").out()).contains("no longer eligible: RE_CREATED");
    assertThat(sandbox.mutations()).isEmpty();
  }

  @Test
  void noDropIsRepeatedOfWhatALaterRunDroppedAndIsThereAgain() {
    aLaterRunDropsMarchAndItIsMadeAnew();
    here.database()
        .change("UPDATE retention_ledger SET state = 'DROP_SENT' WHERE state = 'FAILED'");

    assertThat(here.run("rerun 1").exit()).isZero();

    assertThat(here.results(1)).contains("quick_setup/march SKIPPED");
    assertThat(here.run("show 1").out()).contains("a later run dropped it");
    assertThat(sandbox.mutations()).isEmpty();
  }

  @Test
  void aCollectionThatIsGoneProvesNoDrop() {
    setup.leaveMarchSent();
    sandbox.dropCollection("default", "quick_setup");

    assertThat(here.run("rerun").exit()).isZero();

    assertThat(here.results(1)).contains("quick_setup/march ABSENT");
    assertThat(here.run("show 1").out()).contains("no longer exists (dropped, or renamed)");
  }

  @Test
  void whatTheRulesNoLongerSelectIsLeftAlone() {
    setup.leaveMarchUndone();
    here.rules(Installation.RULES.replace("[quick_setup]", "[another]"));

    Ended rerun = here.run("rerun");

    assertThat(rerun.exit()).isZero();
    assertThat(rerun.stackTrace()).isEmpty();
    assertThat(here.results(1)).contains("quick_setup/march SKIPPED");
    assertThat(sandbox.mutations()).isEmpty();
  }

  @Test
  void whatAnotherToolDropsFirstIsNotClaimed() {
    sandbox
        .on(DROP)
        .forPartition("march")
        .react(
            Reaction.error(200, "partition not found[partition=march]")
                .before(call -> sandbox.dropPartitions("default", "quick_setup", "march")));

    assertThat(here.run("run").exit()).isZero();

    assertThat(here.results(1)).contains("quick_setup/march ABSENT", "quick_setup/april DROPPED");
  }

  @Test
  void whatLivesInAnotherClusterByNowIsAskedForThere() {
    sandbox.on(DROP).forPartition("march").react(Reaction.reset());
    sandbox.on(DROP).forPartition("may").react(Reaction.loaded());
    assertThat(here.run("run").exit()).isEqualTo(3);
    sandbox.heal();
    sandbox.clearCalls();
    try (Sandbox other = Sandbox.builder().start()) {
      String moved =
          Installation.RULES
              .replace("  clusters:\n", "  clusters:\n    other:\n      uri: " + other.uri() + "\n")
              .replace("cluster: local", "cluster: other");
      here.rules(moved.replaceAll("    local:\n(      .*\n)+", ""));
      Ended forgotten = here.run("rerun 1");

      assertThat(forgotten.exit()).isEqualTo(6);
      assertThat(forgotten.err()).contains("cluster local is no longer in the rules");
      assertThat(here.results(1)).contains("quick_setup/march DROP_SENT", "quick_setup/may FAILED");

      here.rules(moved);
      Ended rerun = here.run("rerun 1");

      assertThat(rerun.exit()).isZero();
      assertThat(here.results(1)).contains("quick_setup/march SKIPPED", "quick_setup/may SKIPPED");
      assertThat(other.mutations()).isEmpty();
      assertThat(sandbox.mutations()).isEmpty();
    }
  }

  @Test
  void aLeftoverThatCannotBeReadHidesNoOtherCollection() {
    setup.addArchive();
    sandbox.on(DROP).onCollection("archive").react(Reaction.reset());
    sandbox.on(DROP).forPartition("march").react(Reaction.loaded());
    assertThat(here.run("run").exit()).isEqualTo(3);
    assertThat(here.results(1)).contains("archive/january DROP_SENT", "quick_setup/march FAILED");
    sandbox.heal();
    setup.forbidArchive();

    Ended again = here.run("run --again --output json");

    assertThat(again.exit()).isEqualTo(3);
    assertThat(Figures.of(again.only())).isEqualTo(new Figures(1, 0, 0, 0));
    assertThat(sandbox.partitions("default", "quick_setup")).doesNotContain("march");
    assertThat(here.results(1)).contains("archive/january DROP_SENT");
    assertThat(here.run("show 1").out()).contains("DescribeCollection");
  }

  @Test
  void aLeftoverWhoseCollectionWasCreatedAnewIsNotCalledDropped() {
    setup.leaveMarchSent();
    sandbox.recreateCollection("default", "quick_setup");

    assertThat(here.run("run --again").exit()).isZero();

    assertThat(here.results(1)).contains("quick_setup/march SKIPPED");
    assertThat(here.run("show 1").out()).contains("re-created after the plan");
  }
}
