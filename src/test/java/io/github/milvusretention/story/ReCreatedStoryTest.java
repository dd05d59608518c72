package io.github.milvusretention.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusretention.database.Databases;
import io.github.milvusretention.database.EveryDatabase;
import io.github.milvusretention.sandbox.Reaction;
import io.github.milvusretention.sandbox.Sandbox;
import io.github.milvusretention.tier.Slow;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What a run dropped and is there again waits for a person. */
@Slow
@EveryDatabase
class ReCreatedStoryTest {
  private static final String DB = "default";
  private static final Pattern COMMAND =
      Pattern.compile("(run --policy|rerun \\d+) .*--accept sha256:[0-9a-f]{64}");

  private final Sandbox sandbox = Installation.quickSetup();
  private final Installation here;

  ReCreatedStoryTest(Databases database, @TempDir Path directory) {
    here = new Installation(database, directory, sandbox);
  }

  @Test
  void whatIsThereAgainIsKeptUntilAPersonAcceptsExactlyThatOnce() {
    assertThat(here.run("run").exit()).isZero();
    restore("january");
    here.itIs("2026-11-25T10:00:00Z");

    Ended plan = here.run("plan --output json");
    assertThat(plan.exit()).isZero();
    assertThat(summary(plan)).isEqualTo("{\"KEPT\":5,\"PROTECTED\":1,\"RE_CREATED\":1}");
    assertThat(reason(plan, "january"))
        .isEqualTo("dropped 2026-11-24T10:00:00Z by run 1 and there again: most likely restored");
    Ended table = here.run("plan");
    assertThat(table.out())
        .contains("kept until a person accepts: 1 partition (RE_CREATED 1)")
        .contains("to accept exactly this plan: ");

    Ended kept = here.run("run --output json");
    assertThat(kept.exit()).as(kept.all()).isZero();
    assertThat(Figures.of(kept.only())).isEqualTo(new Figures(0, 0, 0, 0));
    assertThat(sandbox.partitions(DB, "quick_setup")).contains("january");
    String message = kept.only().get("message").stringValue();
    assertThat(message)
        .startsWith(
            "kept until a person accepts: 1 partition (RE_CREATED 1); to accept exactly that: ");
    assertThat(command(message)).isEqualTo(command(table.out()));
    assertThat(kept.err()).contains("default.quick_setup/january: RE_CREATED, dropped", message);
    assertThat(here.run("show 2").out()).contains(message);
    assertThat(here.run("show 2 --output json").json().get("plan").get("waiting").stringValue())
        .isEqualTo(message);

    Ended accepted = here.run((command(message) + " --output json").split(" "));
    assertThat(accepted.exit()).as(accepted.all()).isZero();
    assertThat(here.results(3)).containsExactly("quick_setup/january DROPPED");
    assertThat(here.ledger(3).get(0).get("waited").stringValue())
        .startsWith("RE_CREATED, dropped 2026-11-24T10:00:00Z by run 1");
    assertThat(here.run("show 3").out()).contains("kept until a person accepted: RE_CREAT");
    assertThat(
            here.database()
                .ask("SELECT accepted_by FROM retention_plan WHERE accepted_at IS NOT NULL"))
        .hasSize(1);

    restore("january");
    Ended twice = here.run((command(message) + " --output json").split(" "));
    assertThat(twice.exit()).as("an acceptance counts once").isEqualTo(4);
    assertThat(twice.only().get("message").stringValue()).contains("accepted once");
    assertThat(sandbox.partitions(DB, "quick_setup")).contains("january");
    assertThat(reason(here.run("plan --output json"), "january")).contains("by run 3");
  }

  @Test
  void theNextFiringsKeepItTooWhateverElseIsDue() {
    assertThat(here.run("run").exit()).isZero();
    restore("march");

    for (String now : List.of("2026-11-25", "2026-12-02", "2027-01-03")) {
      here.itIs(now + "T10:00:00Z");
      Ended ran = here.run("run --output json");
      assertThat(ran.exit()).as(ran.all()).isZero();
      assertThat(sandbox.partitions(DB, "quick_setup")).as(now).contains("march");
    }
    assertThat(sandbox.partitions(DB, "quick_setup"))
        .as("august and september went meanwhile")
        .containsExactlyInAnyOrder("_default", "march", "october", "november", "december");
  }

  @Test
  void theCommandUnderAPlanTakesWhatIsExpiredAndWhatWaits() {
    assertThat(here.run("run").exit()).isZero();
    restore("march");
    here.itIs("2026-12-02T10:00:00Z");
    String command = command(here.run("plan").out());
    assertThat(here.run("run --accept sha256:" + "0".repeat(64)).exit()).isEqualTo(4);

    Ended accepted = here.run(command.split(" "));

    assertThat(accepted.exit()).as(accepted.all()).isZero();
    assertThat(here.results(3))
        .containsExactly("quick_setup/march DROPPED", "quick_setup/august DROPPED");
  }

  /** The process loses its lease in the middle of the drop, as if it had died. */
  @Test
  void whatWasAcceptedIsDroppedByWhoeverContinuesTheRun() {
    assertThat(here.run("run").exit()).isZero();
    restore("march", "april");
    here.itIs("2026-11-25T10:00:00Z");
    String command = command(here.run("plan").out());
    sandbox
        .on("partitions/drop")
        .once()
        .react(Reaction.honest().before(call -> here.database().takeOverLeases()));
    assertThat(here.run(command.split(" ")).exit()).isEqualTo(5);
    assertThat(here.results(2)).hasSize(2);
    here.database().expireLeases();

    Ended rerun = here.run("rerun --output json");

    assertThat(rerun.exit()).as("nobody accepts once more: " + rerun.all()).isZero();
    assertThat(sandbox.partitions(DB, "quick_setup")).doesNotContain("march", "april");
  }

  @Test
  void whereAGuardRefusesOneAcceptanceTakesBoth() {
    assertThat(here.run("run").exit()).isZero();
    restore("march", "april", "may");
    here.itIs("2027-01-03T10:00:00Z");
    here.rules(Installation.RULES + "      max-drops: 1\n");

    Ended refused = here.run("run --output json");

    assertThat(refused.exit()).isEqualTo(4);
    String message = refused.only().get("message").stringValue();
    assertThat(message)
        .contains("the plan drops 2 partitions")
        .contains(
            "exactly this plan, with 3 partitions (RE_CREATED 3) that are kept until then: ",
            " rerun 2 --accept ");
    assertThat(here.run(command(message).split(" ")).exit()).isZero();
    assertThat(here.results(3)).hasSize(5).allMatch(result -> result.endsWith(" DROPPED"));
  }

  @Test
  void oneAcceptanceIsEnoughForTheReleaseAndTheDropAfterTheGrace() {
    assertThat(here.run("run").exit()).isZero();
    restore("march", "april");
    here.rules(Installation.RULES + "      grace: P7D\n");
    here.itIs("2026-11-25T10:00:00Z");
    Ended accepted = here.run(command(here.run("plan").out()).split(" "));
    assertThat(accepted.exit()).as(accepted.all()).isZero();
    assertThat(here.results(2))
        .containsExactly("quick_setup/march RELEASED", "quick_setup/april RELEASED");

    here.itIs("2026-12-01T10:00:00Z");
    Ended waiting = here.run("plan --output json");
    assertThat(partition(waiting, "march").get("action").stringValue()).isEqualTo("WAIT");
    assertThat(here.run("run").exit()).isZero();
    sandbox.load(DB, "quick_setup", "april");
    here.itIs("2026-12-02T10:00:00Z");
    Ended last = here.run("run --output json");

    assertThat(last.exit()).as(last.all()).isZero();
    assertThat(here.results(4)).contains("quick_setup/march DROPPED");
    assertThat(sandbox.partitions(DB, "quick_setup"))
        .as("one is in use, and a person is asked once more")
        .contains("april")
        .doesNotContain("march");

    restore("march");
    here.itIs("2026-12-03T10:00:00Z");
    assertThat(reason(here.run("plan --output json"), "march"))
        .startsWith("dropped 2026-12-02T10:00:00Z by run 4 and there again");
  }

  @Test
  void aNameWithoutAYearComesBackForItsNextPeriodAsAlways() {
    assertThat(here.run("run").exit()).isZero();
    restore("january", "february");
    here.itIs("2027-05-02T10:00:00Z");
    here.rules(Installation.RULES.replace("75%", "100%"));

    Ended plan = here.run("plan --output json");

    assertThat(partition(plan, "january").get("start").stringValue())
        .isEqualTo("2027-01-01T00:00Z");
    assertThat(partition(plan, "january").get("verdict").stringValue()).isEqualTo("EXPIRED");
  }

  @Test
  void aDropThatWasNeverConfirmedIsNone() {
    sandbox
        .on("partitions/drop")
        .forPartition("january")
        .react(Reaction.error(65535, "no disk left"));
    assertThat(here.run("run").exit()).isEqualTo(3);
    sandbox.heal();
    here.itIs("2026-11-25T10:00:00Z");

    assertThat(partition(here.run("plan --output json"), "january").get("verdict").stringValue())
        .isEqualTo("EXPIRED");
  }

  @Test
  void aCollectionThatIsRestoredUnderItsNameHasAnotherId() {
    assertThat(here.run("run").exit()).isZero();
    sandbox.recreateCollection(DB, "quick_setup");
    restore("january");

    assertThat(
            partition(here.run("plan --as-of 2026-11-25 --output json"), "january")
                .get("verdict")
                .stringValue())
        .isEqualTo("RE_CREATED");
  }

  @Test
  void whatWaitsCanBeAcceptedForADay() {
    assertThat(here.run("run").exit()).isZero();
    restore("january");
    here.itIs("2026-11-25T10:00:00Z");
    String command = command(here.run("run").all());

    here.itIs("2026-11-26T10:00:01Z");
    Ended late = here.run(command.split(" "));
    assertThat(late.exit()).as(late.all()).isEqualTo(4);
    assertThat(late.all()).contains("this plan could be accepted until 2026-11-26T10:00:00Z");
    assertThat(sandbox.partitions(DB, "quick_setup")).contains("january");

    here.itIs("2026-11-26T09:59:00Z");
    assertThat(here.run(command.split(" ")).exit()).isZero();
    assertThat(sandbox.partitions(DB, "quick_setup")).doesNotContain("january");
  }

  @Test
  void itIsKnownUnderAnotherNameOfTheClusterAndOfThePolicyAndAfterAPurge() {
    assertThat(here.run("run").exit()).isZero();
    here.itIs("2026-11-25T10:00:00Z");
    assertThat(here.run("run").exit()).isZero();
    here.itIs("2100-01-01T00:00:00Z");
    assertThat(here.run("purge --older-than P1Y").out()).startsWith("1 finished runs removed");
    restore("january");
    here.itIs("2026-11-26T10:00:00Z");
    here.rules(Installation.RULES.replace("local", "prod").replace("quick-setup:", "months:"));

    assertThat(partition(here.run("plan --output json"), "january").get("verdict").stringValue())
        .isEqualTo("RE_CREATED");
  }

  private void restore(String... partitions) {
    sandbox.createPartitions(DB, "quick_setup", partitions);
  }

  private static String command(String text) {
    Matcher command = COMMAND.matcher(text);
    assertThat(command.find()).as(text).isTrue();
    return command.group();
  }

  private static String summary(Ended plan) {
    return plan.only().get("summary").toString();
  }

  private static String reason(Ended plan, String partition) {
    return partition(plan, partition).get("reason").stringValue();
  }

  private static JsonNode partition(Ended plan, String name) {
    return plan.only().get("partitions").values().stream()
        .filter(item -> item.get("partition").stringValue().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
