package io.github.milvusretention.story;

import static io.github.milvusretention.story.HoldSetup.COLLECTION;
import static io.github.milvusretention.story.HoldSetup.DB;
import static io.github.milvusretention.story.HoldSetup.DROP;
import static io.github.milvusretention.story.HoldSetup.RELEASE;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusretention.database.Databases;
import io.github.milvusretention.database.EveryDatabase;
import io.github.milvusretention.sandbox.Call;
import io.github.milvusretention.sandbox.Reaction;
import io.github.milvusretention.sandbox.Sandbox;
import io.github.milvusretention.tier.Slow;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What is held after it was planned, accepted, or sent a drop for. */
@Slow
@EveryDatabase
class HeldMeanwhileStoryTest {
  private static final List<String> MONTHS =
      List.of("january", "february", "march", "april", "may", "june", "july");

  private final HoldSetup setup;
  private final Sandbox sandbox;
  private final Installation here;

  HeldMeanwhileStoryTest(Databases kind, @TempDir Path directory) {
    setup = new HoldSetup(kind, directory);
    sandbox = setup.sandbox;
    here = setup.here;
  }

  @Test
  void oneThatIsPlacedDuringARunCountsFromTheNextPartitionOn() {
    here.rules(Installation.ONE_BY_ONE);
    sandbox
        .on(DROP)
        .forPartition("february")
        .react(
            Reaction.honest().before(call -> setup.hold("--collection quick_* --from 2026-04-01")));

    Ended ran = here.run("run --output json");

    assertThat(ran.exit()).as(ran.all()).isZero();
    assertThat(ran.only().get("message").stringValue())
        .isEqualTo("4 of those skipped are held since they were planned");
    assertThat(setup.dropped()).containsExactly("january", "february", "march");
    assertThat(here.results(1))
        .contains("quick_setup/march DROPPED", "quick_setup/april SKIPPED")
        .contains("quick_setup/july SKIPPED");
    assertThat(here.ledger(1).get(3).get("error").stringValue())
        .isEqualTo("held by hold 1 of ada (audit)");
    assertThat(here.run("run --again --output json").only().get("dropped").intValue()).isZero();

    assertThat(here.run("hold remove 1").exit()).isZero();
    assertThat(here.run("run --again --output json").only().get("dropped").intValue())
        .as("a hold that somebody lifted frees at once")
        .isEqualTo(4);
  }

  @Test
  void itCountsForEachNameOfABatchAndBetweenItsReleaseAndItsDrops() {
    sandbox.load(DB, COLLECTION, MONTHS.toArray(String[]::new));
    sandbox
        .on(DROP)
        .forPartition("january")
        .react(Reaction.honest().after(call -> setup.hold("--partition april")));
    sandbox
        .on(RELEASE)
        .forPartition("may")
        .react(Reaction.honest().after(call -> setup.hold("--partition june")));

    Ended ran = here.run("run --output json");

    assertThat(ran.exit()).as(ran.all()).isZero();
    assertThat(setup.dropped()).containsExactly("january", "february", "march", "may", "july");
    assertThat(sandbox.callsTo(RELEASE).stream().flatMap(call -> call.partitions().stream()))
        .doesNotContain("april");
    assertThat(here.ledger(1).get(5).get("error").stringValue())
        .isEqualTo("held by hold 2 of ada (audit); it was released before that");
  }

  @Test
  void aRerunAndAnAcceptanceDropNothingThatIsHeldSince() {
    sandbox.on(DROP).forPartition("march").react(Reaction.error(1100, "not this one"));
    assertThat(here.run("run").exit()).isEqualTo(3);
    setup.hold("--partition march");
    sandbox.heal();
    sandbox.clearCalls();

    Ended again = here.run("rerun 1 --output json");

    assertThat(again.exit()).as(again.all()).isZero();
    assertThat(here.results(1)).contains("quick_setup/march SKIPPED");
    assertThat(sandbox.mutations()).isEmpty();
  }

  @Test
  void aPlanThatWasAcceptedIsAnotherOneOnceSomethingOfItIsHeld() {
    here.rules(Installation.RULES + "      max-drops: 3\n");
    Ended refused = here.run("plan --output json");
    assertThat(refused.exit()).isEqualTo(4);
    String digest = refused.only().get("digest").stringValue();
    setup.hold("--partition january");

    Ended ran = here.run("run --accept " + digest + " --output json");

    assertThat(ran.exit()).isEqualTo(4);
    assertThat(sandbox.mutations()).isEmpty();
  }

  /** The rest of an accepted plan goes; what is held of it stays. */
  @Test
  void aHoldOutlivesTheCrashAfterAnAcceptance() {
    here.rules(Installation.RULES + "      max-drops: 3\n");
    String digest = here.run("plan --output json").only().get("digest").stringValue();
    sandbox.on(DROP).forPartition("march").react(Reaction.error(1100, "not this one"));
    assertThat(here.run("run --accept " + digest).exit()).isEqualTo(3);
    here.restart();
    setup.hold("--partition march");
    sandbox.heal();

    assertThat(here.run("rerun").exit()).isZero();

    assertThat(sandbox.partitions(DB, COLLECTION)).contains("march").doesNotContain("july");
  }

  @Test
  void whatADropWasSentForBeforeMayStillGoAndItsRowSaysSo() {
    here.rules(Installation.ONE_BY_ONE);
    sandbox
        .on(DROP)
        .forPartition("march")
        .react(Reaction.lostEffect().before(call -> setup.hold("--partition march")));

    Ended ran = here.run("run --output json");

    assertThat(ran.exit()).isEqualTo(3);
    assertThat(sandbox.callsTo(DROP)).extracting(Call::partition).containsOnlyOnce("march");
    JsonNode march = here.ledger(1).get(2);
    assertThat(march.get("state").stringValue()).isEqualTo("DROP_SENT");
    assertThat(march.get("error").stringValue())
        .startsWith("held by hold 1 of ada (audit); a drop was sent before that");

    sandbox.dropPartitions(DB, COLLECTION, "march");
    assertThat(here.run("rerun 1").exit()).isZero();
    assertThat(here.results(1)).as("it took effect").contains("quick_setup/march DROPPED");
  }
}
