package io.github.milvusretention.story;

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

/** What people see of holds, and what no run can get around. */
@EveryDatabase
class HoldStoryTest {
  private static final String DB = "default";
  private static final String COLLECTION = "quick_setup";
  private static final String DROP = "partitions/drop";
  private static final String RELEASE = "partitions/release";
  private static final List<String> MONTHS =
      List.of("january", "february", "march", "april", "may", "june", "july");

  private final Sandbox sandbox = Installation.quickSetup();
  private final Installation here;

  HoldStoryTest(Databases kind, @TempDir Path directory) {
    here = new Installation(kind, directory, sandbox);
  }

  private void hold(String options) {
    Ended added = here.run("hold add --owner ada --reason audit " + options);
    assertThat(added.exit()).as(added.all()).isZero();
  }

  private JsonNode planned(String partition) {
    return here.run("plan --output json").only().get("partitions").values().stream()
        .filter(item -> item.get("partition").stringValue().equals(partition))
        .findFirst()
        .orElseThrow();
  }

  private List<String> dropped() {
    return sandbox.callsTo(DROP).stream().map(Call::partition).toList();
  }

  @Test
  void aHoldIsInEveryPlanWithWhoseAndWhyAndItsPartitionStays() {
    hold("--partition march --expires 2026-12-31");
    hold("--partition MARCH --legal");

    JsonNode march = planned("march");
    assertThat(march.get("verdict").stringValue()).isEqualTo("HELD");
    assertThat(march.get("reason").stringValue())
        .startsWith(
            "held by hold 1 of ada (audit) until 2026-12-31 and by legal hold 2 of ada (audit);"
                + " without it EXPIRED: March 2026");
    assertThat(march.get("heldBy").values())
        .extracting(hold -> hold.get("hold").stringValue() + hold.get("kind").stringValue())
        .containsExactly("1hold", "2legal");
    assertThat(planned("april").has("heldBy")).isFalse();
    assertThat(here.run("plan").out()).contains(": 6 expired, 5 kept, 1 held, 1 protected\n");
    assertThat(here.run("check").out())
        .contains("hold 1 of ada (audit) holds 1 partition")
        .contains("legal hold 2 of ada (audit) holds 1 partition");

    Ended ran = here.run("run --output json");

    assertThat(ran.exit()).as(ran.all()).isZero();
    assertThat(ran.only().get("message").stringValue())
        .contains("held: 1 partition by hold 1 of ada (audit), 1 partition by legal hold 2");
    assertThat(dropped()).hasSize(6).doesNotContain("march");
    assertThat(sandbox.partitions(DB, COLLECTION)).contains("march");
  }

  @Slow
  @Test
  void oneThatIsPlacedDuringARunCountsFromTheNextPartitionOn() {
    here.rules(Installation.ONE_BY_ONE);
    sandbox
        .on(DROP)
        .forPartition("february")
        .react(Reaction.honest().before(call -> hold("--collection quick_* --from 2026-04-01")));

    Ended ran = here.run("run --output json");

    assertThat(ran.exit()).as(ran.all()).isZero();
    assertThat(ran.only().get("message").stringValue())
        .isEqualTo("4 of those skipped are held since they were planned");
    assertThat(dropped()).containsExactly("january", "february", "march");
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

  @Slow
  @Test
  void itCountsForEachNameOfABatchAndBetweenItsReleaseAndItsDrops() {
    sandbox.load(DB, COLLECTION, MONTHS.toArray(String[]::new));
    sandbox
        .on(DROP)
        .forPartition("january")
        .react(Reaction.honest().after(call -> hold("--partition april")));
    sandbox
        .on(RELEASE)
        .forPartition("may")
        .react(Reaction.honest().after(call -> hold("--partition june")));

    Ended ran = here.run("run --output json");

    assertThat(ran.exit()).as(ran.all()).isZero();
    assertThat(dropped()).containsExactly("january", "february", "march", "may", "july");
    assertThat(sandbox.callsTo(RELEASE).stream().flatMap(call -> call.partitions().stream()))
        .doesNotContain("april");
    assertThat(here.ledger(1).get(5).get("error").stringValue())
        .isEqualTo("held by hold 2 of ada (audit); it was released before that");
  }

  @Slow
  @Test
  void aRerunAndAnAcceptanceDropNothingThatIsHeldSince() {
    sandbox.on(DROP).forPartition("march").react(Reaction.error(1100, "not this one"));
    assertThat(here.run("run").exit()).isEqualTo(3);
    hold("--partition march");
    sandbox.heal();
    sandbox.clearCalls();

    Ended again = here.run("rerun 1 --output json");

    assertThat(again.exit()).as(again.all()).isZero();
    assertThat(here.results(1)).contains("quick_setup/march SKIPPED");
    assertThat(sandbox.mutations()).isEmpty();
  }

  @Slow
  @Test
  void aPlanThatWasAcceptedIsAnotherOneOnceSomethingOfItIsHeld() {
    here.rules(Installation.RULES + "      max-drops: 3\n");
    Ended refused = here.run("plan --output json");
    assertThat(refused.exit()).isEqualTo(4);
    String digest = refused.only().get("digest").stringValue();
    hold("--partition january");

    Ended ran = here.run("run --accept " + digest + " --output json");

    assertThat(ran.exit()).isEqualTo(4);
    assertThat(sandbox.mutations()).isEmpty();
  }

  /** The rest of an accepted plan goes; what is held of it stays. */
  @Slow
  @Test
  void aHoldOutlivesTheCrashAfterAnAcceptance() {
    here.rules(Installation.RULES + "      max-drops: 3\n");
    String digest = here.run("plan --output json").only().get("digest").stringValue();
    sandbox.on(DROP).forPartition("march").react(Reaction.error(1100, "not this one"));
    assertThat(here.run("run --accept " + digest).exit()).isEqualTo(3);
    here.restart();
    hold("--partition march");
    sandbox.heal();

    assertThat(here.run("rerun").exit()).isZero();

    assertThat(sandbox.partitions(DB, COLLECTION)).contains("march").doesNotContain("july");
  }

  @Slow
  @Test
  void whatADropWasSentForBeforeMayStillGoAndItsRowSaysSo() {
    here.rules(Installation.ONE_BY_ONE);
    sandbox
        .on(DROP)
        .forPartition("march")
        .react(Reaction.lostEffect().before(call -> hold("--partition march")));

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

  @Slow
  @Test
  void aPolicyThatIsHeldPlansAndDropsNothingAndSaysSo() {
    hold("--policy quick-*");
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
  void anExpiredHoldFreesNothingForOneMoreRunAndSaysSo() {
    hold("--partition march --expires 2026-11-24");
    assertThat(here.run("run").exit()).isZero();
    here.itIs("2026-11-25T00:00:00Z");
    String warning =
        "hold 1 of ada (audit) expired after 2026-11-24; it still holds 1 partition in the run"
            + " that says so first, and none in the run after that";
    assertThat(here.run("plan").err()).contains(warning);
    assertThat(planned("march").get("heldBy").get(0).get("ending").stringValue())
        .isEqualTo("expired");

    Ended first = here.run("run --output json");

    assertThat(first.err()).contains(warning);
    assertThat(sandbox.partitions(DB, COLLECTION)).contains("march");

    here.itIs("2026-11-26T00:00:00Z");
    assertThat(planned("march").get("verdict").stringValue()).isEqualTo("EXPIRED");
    Ended second = here.run("run --output json");
    assertThat(second.only().get("dropped").intValue()).as(second.all()).isEqualTo(1);
    assertThat(sandbox.partitions(DB, COLLECTION)).doesNotContain("march");
  }

  private static String withHold(String lines) {
    return Installation.RULES
        .replace("  policies:\n", "  holds:\n    audit:\n" + lines)
        .replace("    quick-setup:", "  policies:\n    quick-setup:");
  }

  private static final String OF_MARCH =
      """
            partition: march
            owner: ada
            reason: "audit of March"
      """
          .indent(2);

  @Slow
  @Test
  void aHoldThatIsRemovedFromTheFileFreesNothingForOneMoreNight() {
    here.rules(withHold(OF_MARCH));
    assertThat(planned("march").get("reason").stringValue())
        .startsWith("held by hold audit of the rules file, of ada (audit of March)");
    assertThat(here.run("run").exit()).isZero();
    here.rules(Installation.RULES);
    here.itIs("2026-11-25T10:00:00Z");
    String warning =
        "hold audit of the rules file, of ada (audit of March) is no longer in the rules file";
    assertThat(here.run("plan").err()).contains(warning).contains("it still holds 1 partition");
    assertThat(here.run("hold list").out()).contains("removed from the file");

    Ended night = here.run("run --output json");
    assertThat(night.err()).contains(warning);
    Ended again = here.run("run --again --output json");

    assertThat(again.only().get("dropped").intValue()).as("the same night").isZero();
    here.itIs("2026-11-26T10:00:00Z");
    Ended next = here.run("run --output json");
    assertThat(next.only().get("dropped").intValue()).as(next.all()).isEqualTo(1);
    assertThat(here.run("hold list --output json").json()).isEmpty();
  }

  @Slow
  @Test
  void aClusterThatIsRenamedInTheRulesIsStillHeld() {
    hold("--legal --cluster local --partition march");
    here.rules(Installation.RULES.replace("local:", "prod:").replace(": local", ": prod"));

    assertThat(planned("march").get("reason").stringValue())
        .startsWith("held by legal hold 1 of ada (audit)");
    assertThat(here.run("run").exit()).isZero();
    assertThat(sandbox.partitions(DB, COLLECTION)).contains("march").doesNotContain("april");
  }

  @Slow
  @Test
  void withoutTheHoldsNothingIsSent() {
    here.rules(Installation.ONE_BY_ONE);
    hold("--partition march");
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
    assertThat(dropped()).containsExactly("january", "february");
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
