package io.github.milvusretention.story;

import static io.github.milvusretention.story.HoldSetup.COLLECTION;
import static io.github.milvusretention.story.HoldSetup.DB;
import static io.github.milvusretention.story.HoldSetup.DROP;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusretention.database.Databases;
import io.github.milvusretention.database.EveryDatabase;
import io.github.milvusretention.sandbox.Reaction;
import io.github.milvusretention.sandbox.Sandbox;
import io.github.milvusretention.tier.Slow;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What people see of holds, and that no run gets around them. */
@EveryDatabase
class HoldStoryTest {
  private final HoldSetup setup;
  private final Sandbox sandbox;
  private final Installation here;

  HoldStoryTest(Databases kind, @TempDir Path directory) {
    setup = new HoldSetup(kind, directory);
    sandbox = setup.sandbox;
    here = setup.here;
  }

  @Test
  void aHoldIsInEveryPlanWithWhoseAndWhyAndItsPartitionStays() {
    setup.hold("--partition march --expires 2026-12-31");
    setup.hold("--partition MARCH --legal");

    JsonNode march = setup.planned("march");
    assertThat(march.get("verdict").stringValue()).isEqualTo("HELD");
    assertThat(march.get("reason").stringValue())
        .startsWith(
            "held by hold 1 of ada (audit) until 2026-12-31 and by legal hold 2 of ada (audit);"
                + " without it EXPIRED: March 2026");
    assertThat(march.get("heldBy").values())
        .extracting(hold -> hold.get("hold").stringValue() + hold.get("kind").stringValue())
        .containsExactly("1hold", "2legal");
    assertThat(setup.planned("april").has("heldBy")).isFalse();
    assertThat(here.run("plan").out()).contains(": 6 expired, 5 kept, 1 held, 1 protected\n");
    assertThat(here.run("check").out())
        .contains("hold 1 of ada (audit) holds 1 partition")
        .contains("legal hold 2 of ada (audit) holds 1 partition");

    Ended ran = here.run("run --output json");

    assertThat(ran.exit()).as(ran.all()).isZero();
    assertThat(ran.only().get("message").stringValue())
        .contains("held: 1 partition by hold 1 of ada (audit), 1 partition by legal hold 2");
    assertThat(setup.dropped()).hasSize(6).doesNotContain("march");
    assertThat(sandbox.partitions(DB, COLLECTION)).contains("march");
  }

  @Slow
  @Test
  void aPolicyThatIsHeldPlansAndDropsNothingAndSaysSo() {
    setup.hold("--policy quick-*");
    assertThat(here.run("plan").err())
        .contains("the policy is paused by hold 1 of ada (audit): it drops nothing");

    Ended ran = here.run("run --output json");

    assertThat(ran.exit()).as("a hold is no failure").isZero();
    assertThat(ran.only().get("status").stringValue()).isEqualTo("COMPLETED");
    assertThat(ran.only().get("message").stringValue())
        .isEqualTo("paused by hold 1 of ada (audit), so that nothing is dropped");
    assertThat(ran.err()).contains("the policy is paused by hold 1 of ada (audit)");
    assertThat(sandbox.mutations()).isEmpty();
    assertThat(here.run("check").out()).contains("is paused by hold 1 of ada (audit)");
  }

  @Slow
  @Test
  void aClusterThatIsRenamedInTheRulesIsStillHeld() {
    setup.hold("--legal --cluster local --partition march");
    here.rules(Installation.RULES.replace("local:", "prod:").replace(": local", ": prod"));

    assertThat(setup.planned("march").get("reason").stringValue())
        .startsWith("held by legal hold 1 of ada (audit)");
    assertThat(here.run("run").exit()).isZero();
    assertThat(sandbox.partitions(DB, COLLECTION)).contains("march").doesNotContain("april");
  }

  @Slow
  @Test
  void withoutTheHoldsNothingIsSent() {
    here.rules(Installation.ONE_BY_ONE);
    setup.hold("--partition march");
    sandbox
        .on(DROP)
        .forPartition("february")
        .react(
            Reaction.honest()
                .before(
                    call ->
                        here.database()
                            .change("UPDATE retention_hold SET covers = '{\"tenant\":\"acme\"}'")));

    Ended ran = here.run("run --output json");

    assertThat(ran.exit()).as(ran.all()).isEqualTo(6);
    assertThat(ran.only().get("message").stringValue())
        .startsWith("hold 1 cannot be read and may cover anything, so that nothing is dropped: ")
        .contains("then a rerun continues");
    assertThat(ran.stackTrace()).isEmpty();
    assertThat(setup.dropped()).containsExactly("january", "february");
    for (String command : List.of("plan", "hold list", "hold remove 1")) {
      Ended other = here.run(command);
      assertThat(other.exit()).as(command).isEqualTo(6);
      assertThat(other.err()).contains("hold 1 cannot be read and may cover anything");
      assertThat(other.stackTrace()).isEmpty();
    }
    assertThat(here.results(1)).contains("quick_setup/april PLANNED");

    here.database().change("UPDATE retention_hold SET covers = '{\"partition\":\"may\"}'");
    assertThat(here.run("rerun").exit()).isZero();
    assertThat(sandbox.partitions(DB, COLLECTION)).contains("may").doesNotContain("july");
  }

  @Slow
  @Test
  void aMissingTableOfHoldsIsOneSentence() {
    assertThat(here.run("runs").exit()).isZero();
    here.database().change("DROP TABLE retention_hold");

    Ended ran = here.run("run --output json");

    assertThat(ran.exit()).isEqualTo(6);
    assertThat(ran.only().get("message").stringValue())
        .startsWith("the holds could not be read, and without them nothing is dropped: ");
    assertThat(ran.stackTrace()).isEmpty();
    assertThat(sandbox.mutations()).isEmpty();
  }
}
