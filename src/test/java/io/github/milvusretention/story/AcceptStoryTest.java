package io.github.milvusretention.story;

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

/** How long a plan can be accepted, and what is said of one that is no longer the same. */
@Slow
@EveryDatabase
class AcceptStoryTest {
  private static final String DB = "default";
  private static final String RULES = Installation.ONE_BY_ONE + "      max-drops: 3\n";

  private final Sandbox sandbox = Installation.quickSetup();
  private final Installation here;

  AcceptStoryTest(Databases database, @TempDir Path directory) {
    here = new Installation(database, directory, sandbox).rules(RULES);
  }

  /** The command in the message of a run that is refused. */
  private String refusedRun() {
    Ended ran = here.run("run --output json");
    assertThat(ran.exit()).as(ran.all()).isEqualTo(4);
    String message = ran.only().get("message").stringValue();
    assertThat(message).contains("To accept exactly this plan: milvus-retention --config /");
    return message.substring(message.indexOf("rerun "));
  }

  private JsonNode savedPlan() {
    Ended saved = here.run("plan --save --output json");
    assertThat(sandbox.mutations()).isEmpty();
    return saved.only();
  }

  private String refused(String command) {
    sandbox.clearCalls();
    Ended ran = here.run(command + " --output json");
    assertThat(ran.exit()).as(ran.all()).isEqualTo(4);
    assertThat(sandbox.mutations()).isEmpty();
    return ran.only().get("message").stringValue();
  }

  @Test
  void aRefusedPlanCanBeAcceptedForADay() {
    String accept = refusedRun();
    here.itIs("2026-11-25T10:00:00Z");

    Ended accepted = here.run(accept);

    assertThat(accepted.exit()).as(accepted.all()).isZero();
    assertThat(sandbox.partitions(DB, "quick_setup")).hasSize(6);
  }

  @Test
  void afterADayItHasToBeMadeAgain() {
    String accept = refusedRun();
    here.itIs("2026-11-25T10:00:01Z");

    String message = refused(accept);
    assertThat(message)
        .contains("this plan could be accepted until 2026-11-25T10:00:00Z")
        .contains("To make it again: milvus-retention --config /")
        .endsWith(" rerun 2");
    assertThat(refused(accept))
        .as("to be refused is not to be made again")
        .isEqualTo(message.replace(" rerun 2", " rerun 3"));

    refused("rerun 1");
    Ended accepted = here.run(accept);
    assertThat(accepted.exit()).as(accepted.all()).isZero();
  }

  @Test
  void aPlanThatWasOnlyShownCanBeAcceptedWhileItsAsOfIsADayOld() {
    String digest = here.run("plan --output json").only().get("digest").stringValue();
    String accept = "run --as-of 2026-11-24 --accept " + digest;
    here.itIs("2026-11-25T00:00:01Z");
    assertThat(refused(accept)).contains("could be accepted until 2026-11-25T00:00:00Z");

    here.itIs("2026-11-25T00:00:00Z");
    assertThat(here.run(accept).exit()).isZero();
  }

  @Test
  void whatAnAcceptedRunHasBegunGoesOnWhenever() {
    String accept = refusedRun();
    sandbox.on("partitions/drop").forPartition("march").react(Reaction.forbidden("DropPartition"));
    Ended interrupted = here.run(accept);
    assertThat(interrupted.exit()).as(interrupted.all()).isIn(3, 6);
    assertThat(sandbox.partitions(DB, "quick_setup")).doesNotContain("january").contains("march");
    sandbox.heal();
    here.itIs("2026-12-20T10:00:00Z");

    Ended rerun = here.run("rerun");

    assertThat(rerun.exit()).as(rerun.all()).isZero();
    assertThat(sandbox.partitions(DB, "quick_setup")).doesNotContain("march").hasSize(6);
  }

  @Test
  void aSavedPlanIsTakenWithItsAsOf() {
    here.itIs("2026-11-23T22:00:00Z");
    JsonNode plan = savedPlan();
    assertThat(plan.get("asOf").stringValue()).isEqualTo("2026-11-23");
    String digest = plan.get("digest").stringValue();
    assertThat(plan.get("accept").stringValue())
        .startsWith("milvus-retention --config /")
        .endsWith("run --policy quick-setup --as-of 2026-11-23 --accept " + digest);
    here.itIs("2026-11-24T21:00:00Z");

    Ended ran = here.run("run --accept " + digest + " --reason reviewed --output json");

    assertThat(ran.exit()).as(ran.all()).isZero();
    assertThat(ran.only().get("asOf").stringValue()).isEqualTo("2026-11-23");
    assertThat(ran.only().get("dropped").intValue()).isEqualTo(7);
    assertThat(here.database().ask("SELECT accepted_why FROM retention_plan"))
        .containsExactly("reviewed");
  }

  @Test
  void whatChangedSinceItWasSavedIsSaid() {
    String digest = savedPlan().get("digest").stringValue();
    sandbox.dropPartitions(DB, "quick_setup", "january");
    here.rules(RULES.replace("P3M", "P2M"));

    assertThat(refused("run --accept " + digest))
        .contains(
            "the accepted plan no longer matches the current plan (rules changed: keep; now due:"
                + " default.quick_setup/august; no longer due: default.quick_setup/january);"
                + " nothing was dropped");

    here.rules(RULES);
    assertThat(refused("run --as-of 2026-11-22 --accept " + digest))
        .contains("its as-of was 2026-11-24 and is 2026-11-22");
    here.rules(RULES.replace("[quick_setup]", "[quick_setup, other]"));
    assertThat(refused("run --accept " + digest)).contains("rules changed: collections");
  }

  @Test
  void aPlanOfADayToComeHasNoCommandThatARunWouldRefuse() {
    for (String plan : List.of("plan --as-of 2026-11-25", "plan --as-of 2026-11-25 --save")) {
      assertThat(here.run(plan).out())
          .contains("refused by max-drops: ")
          .contains("  its as-of is in the future; it cannot be accepted before then\n")
          .doesNotContain("--accept");
      assertThat(here.run(plan + " --output json").only().get("accept").isNull()).isTrue();
    }

    here.itIs("2026-11-25T00:00:00Z");
    assertThat(here.run("plan --as-of 2026-11-25").out()).contains("to accept exactly this plan: ");
  }

  /** As a person copies it from there. */
  @Test
  void onATerminalTheCommandUnderARunIsALineThatCanBePasted() {
    Ended refused = here.onTerminal(80).run("run");

    assertThat(refused.exit()).isEqualTo(4);
    String command =
        refused
            .out()
            .lines()
            .filter(line -> line.startsWith("  milvus-retention --config /"))
            .findFirst()
            .orElseThrow();
    assertThat(refused.out().lines().filter(line -> !line.equals(command)))
        .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(80));
    Ended accepted =
        here.runExactly(command.strip().substring("milvus-retention ".length()).split(" "));
    assertThat(accepted.exit()).as(accepted.all()).isZero();
  }

  @Test
  void aPlanShowsItsFiguresAndTheWholeCommand() {
    Ended table = here.run("plan");
    assertThat(table.out())
        .contains(
            "  7 due of 12 recognised, at most 7 of 12 (58.3%) in default.quick_setup; 9800 rows;"
                + " periods from 2026-01-01 to 2026-07-01; no drop yet")
        .containsPattern(
            "to accept exactly this plan: milvus-retention --config /\\S+ run --policy quick-setup"
                + " --as-of 2026-11-24 --accept sha256:[0-9a-f]{64}\n");

    here.rules(Installation.RULES);
    assertThat(here.run("run").exit()).isZero();
    here.itIs("2026-12-03T00:10:00Z");
    JsonNode figures = here.run("plan --output json").only().get("figures");
    assertThat(figures.get("due").intValue()).isEqualTo(1);
    assertThat(figures.get("recognised").intValue()).isEqualTo(5);
    assertThat(figures.get("largestShare").stringValue())
        .isEqualTo("1 of 5 (20.0%) in default.quick_setup");
    assertThat(figures.get("rows").longValue()).isEqualTo(1800);
    assertThat(figures.get("oldest").stringValue()).isEqualTo("2026-08-01");
    assertThat(figures.get("newest").stringValue()).isEqualTo("2026-08-01");
    assertThat(figures.get("nightsSinceLastDrop").intValue()).isEqualTo(9);
  }
}
