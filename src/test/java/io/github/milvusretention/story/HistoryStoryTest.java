package io.github.milvusretention.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusretention.database.Database;
import io.github.milvusretention.database.Databases;
import io.github.milvusretention.database.EveryDatabase;
import io.github.milvusretention.sandbox.Reaction;
import io.github.milvusretention.sandbox.Sandbox;
import io.github.milvusretention.tier.Slow;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What is told of an execution is what it did, whatever others did before and after it. */
@Slow
@EveryDatabase
class HistoryStoryTest {
  private static final String DB = "default";
  private static final String DROP = "partitions/drop";

  private final Sandbox sandbox = Installation.quickSetup();
  private final Installation here;
  private final Database database;

  HistoryStoryTest(Databases kind, @TempDir Path directory) {
    here = new Installation(kind, directory, sandbox);
    database = here.database();
  }

  @Test
  void eachExecutionTellsWhatItDidItself() {
    failAtMarch();
    here.itIs("2026-11-24T11:00:00Z");
    Ended rerun = here.run("rerun --output json");
    assertThat(Figures.of(rerun.only())).as("the whole run").isEqualTo(new Figures(7, 0, 0, 0));

    List<JsonNode> runs = runs();

    assertThat(runs).extracting(run -> run.get("executionId").intValue()).containsExactly(2, 1);
    assertThat(runs).extracting(run -> number(run, "earlier")).containsExactly(6, 0);
    assertThat(runs)
        .extracting(Figures::of)
        .containsExactly(new Figures(1, 0, 0, 0), new Figures(6, 0, 0, 1));
    assertThat(text(runs.get(1), "message")).contains("6 dropped, 0 absent, 0 skipped, 1 failed");
    assertThat(text(runs.get(0), "message"))
        .isEqualTo(
            "1 dropped, 0 absent, 0 skipped, 0 failed (with the executions before it: 7 dropped, 0"
                + " absent, 0 skipped, 0 failed)");
    JsonNode first = show("1");
    assertThat(text(first, "status")).isEqualTo("FAILED");
    assertThat(Figures.of(first)).isEqualTo(new Figures(6, 0, 0, 1));
    JsonNode march = item(first, "march");
    assertThat(text(march, "state")).isEqualTo("FAILED");
    assertThat(text(march, "error")).contains("no disk left");
    assertThat(text(march, "updated")).isEqualTo("2026-11-24T10:00:00Z");
    assertThat(text(march.get("since"), "state")).isEqualTo("DROPPED");
    assertThat(number(march.get("since"), "executionId")).isEqualTo(2);
    assertThat(text(march.get("since"), "updated")).isEqualTo("2026-11-24T11:00:00Z");
    assertThat(item(first, "january").get("since").isNull()).isTrue();
    JsonNode second = show("2");
    assertThat(text(item(second, "march"), "state")).isEqualTo("DROPPED");
    assertThat(number(item(second, "march"), "executionId")).isEqualTo(2);
    assertThat(item(second, "march").get("calls")).isNotEmpty();
    assertThat(number(item(second, "january"), "executionId")).isEqualTo(1);
    assertThat(item(second, "january").get("calls")).as("not its own").isEmpty();
    assertThat(here.run("show 2").out())
        .contains("execution 2 of quick-setup as of 2026-11-24: COMPLETED, exit code 0")
        .contains(
            "7 planned: 1 dropped, 0 absent, 0 skipped, 0 failed, 6 settled by earlier executions")
        .contains("execution 1: FAILED, exit code 3");
    Ended failed = here.run("show 1 --state failed");
    assertThat(failed.out())
        .contains("quick_setup/march", "since then DROPPED by execution 2")
        .contains("7 planned: 6 dropped, 0 absent, 0 skipped, 1 failed", "listed: 1 of 7")
        .doesNotContain("quick_setup/january");
    assertThat(show("1 --state FAILED --state DROPPED").get("items")).hasSize(7);
    assertThat(show("2 --state FAILED").get("items")).isEmpty();
    assertThat(here.run("-o json runs").json()).as("before the command").hasSize(2);
  }

  @Test
  void whatWasNotTriedIsLeftAndHasNotFailed() {
    String stop = "UPDATE retention_lease SET stop_requested = TRUE";
    sandbox
        .on(DROP)
        .fromCall(3)
        .once()
        .react(Reaction.honest().before(call -> database.change(stop)));
    assertThat(Figures.of(here.run("run --output json").only()))
        .isEqualTo(new Figures(3, 0, 0, 0, 4));
    sandbox.on(DROP).react(Reaction.unauthenticated());
    assertThat(here.run("rerun").exit()).isEqualTo(6);
    sandbox.heal();
    assertThat(here.run("rerun").exit()).isZero();

    assertThat(runs())
        .extracting(Figures::of)
        .containsExactly(
            new Figures(4, 0, 0, 0), new Figures(0, 0, 0, 1, 3), new Figures(3, 0, 0, 0, 4));
    assertThat(runs()).extracting(run -> number(run, "earlier")).containsExactly(3, 3, 0);
    assertThat(text(item(show("1"), "april"), "state")).isEqualTo("PLANNED");
    assertThat(item(show("1"), "april").get("executionId").isNull()).isTrue();
    assertThat(text(item(show("2"), "april"), "state")).isEqualTo("FAILED");
    assertThat(text(item(show("3"), "april"), "state")).isEqualTo("DROPPED");
    assertThat(here.run("show 2").out())
        .contains(
            "7 planned: 0 dropped, 0 absent, 0 skipped, 1 failed, 3 left, 3 settled by earlier");
  }

  @Test
  void oneThatIsRunningHasNoExitCode() {
    List<Ended> told = new ArrayList<>();
    sandbox
        .on(DROP)
        .forPartition("march")
        .once()
        .react(
            Reaction.honest()
                .before(
                    call -> {
                      told.add(here.run("runs --output json"));
                      told.add(here.run("show 1"));
                    }));

    assertThat(here.run("run").exit()).isZero();

    assertThat(told).hasSize(2);
    JsonNode running = told.get(0).only();
    assertThat(text(running, "status")).isEqualTo("STARTED");
    assertThat(running.get("exitCode").isNull()).isTrue();
    assertThat(running.get("end").isNull()).isTrue();
    assertThat(Figures.of(running)).as("a batch is in hand").isEqualTo(new Figures(1, 0, 0, 0, 6));
    assertThat(told.get(1).out())
        .contains("of quick-setup as of 2026-11-24: STARTED\n", "(not ended)", "6 left")
        .doesNotContain("exit code");
  }

  @Test
  void oneWhoseProcessDiedKeepsWhatItLeft() {
    failAtMarch();
    String died = "UPDATE %s SET status = 'STARTED', exit_code = 'UNKNOWN', end_time = NULL";
    database.change(died.formatted("batch_job_execution"));
    database.change(
        "UPDATE retention_ledger SET state = 'DROP_SENT', error = NULL WHERE state = 'FAILED'");
    database.change("DELETE FROM retention_call WHERE outcome <> 'SUCCESS'");
    sandbox.dropPartitions(DB, "quick_setup", "march");
    assertThat(Figures.of(runs().get(0))).isEqualTo(new Figures(6, 0, 0, 0, 1));
    assertThat(runs().get(0).get("exitCode").isNull()).isTrue();

    Ended recovered = here.run("recover 1 --output json");

    assertThat(recovered.exit()).isZero();
    assertThat(Figures.of(recovered.json())).isEqualTo(new Figures(6, 0, 0, 1));
    assertThat(here.run("rerun").exit()).isZero();
    assertThat(runs())
        .extracting(Figures::of)
        .containsExactly(new Figures(1, 0, 0, 0), new Figures(6, 0, 0, 1));
    assertThat(text(item(show("1"), "march"), "state")).isEqualTo("DROP_SENT");
    assertThat(text(item(show("1"), "march"), "error")).contains("its process died");
    assertThat(text(item(show("2"), "march"), "state")).isEqualTo("DROPPED");
  }

  @Test
  void whatALaterRunLearnsOfAnEarlierOneIsToldOfTheLaterOne() {
    sandbox.on(DROP).forPartition("march").react(Reaction.reset());
    assertThat(here.run("run").exit()).isEqualTo(3);
    sandbox.heal();
    sandbox.dropPartitions(DB, "quick_setup", "march");
    here.itIs("2026-11-25T10:00:00Z");
    assertThat(here.run("run").exit()).isZero();

    assertThat(text(item(show("1"), "march"), "state")).isEqualTo("DROP_SENT");
    assertThat(text(item(show("1"), "march").get("since"), "state")).isEqualTo("DROPPED");
    JsonNode later = show("2");
    assertThat(Figures.of(later)).isEqualTo(new Figures(0, 0, 0, 0));
    assertThat(later.get("items")).isEmpty();
    assertThat(later.get("otherRuns")).hasSize(1);
    JsonNode settled = later.get("otherRuns").get(0);
    assertThat(text(settled, "asOf")).isEqualTo("2026-11-24");
    assertThat(text(settled, "partition")).isEqualTo("march");
    assertThat(text(settled, "state")).isEqualTo("DROPPED");
    assertThat(runs())
        .extracting(Figures::of)
        .containsExactly(new Figures(0, 0, 0, 0), new Figures(6, 0, 0, 1));
    assertThat(here.run("show 2").out())
        .contains("it also settled what other runs had left:")
        .contains("quick_setup/march of quick-setup as of 2026-11-24: DROPPED at 2026-11-25T10:00");
    assertThat(show("1").get("otherRuns")).isEmpty();
  }

  @Test
  void aRefusalKeepsItsPlanAndShowsNothingOfTheOneThatWasAccepted() {
    here.rules(Installation.RULES.replace("75%", "10%"));
    assertThat(here.run("run").exit()).isEqualTo(4);
    String refused = text(show("1").get("plan"), "digest");
    here.rules(Installation.RULES);
    assertThat(here.run("rerun 1").exit()).isZero();

    JsonNode first = show("1");
    JsonNode second = show("2");

    assertThat(text(first.get("plan"), "digest")).isEqualTo(refused);
    assertThat(text(first.get("plan"), "refusedBy")).contains("max-share allows 10%");
    assertThat(first.get("plan").get("rules").toString()).contains("max-share: 10%");
    assertThat(first.get("items")).isEmpty();
    assertThat(number(first, "planned")).isZero();
    assertThat(number(first, "exitCode")).isEqualTo(4);
    assertThat(Figures.of(first)).isEqualTo(new Figures(0, 0, 0, 0));
    assertThat(text(second.get("plan"), "digest")).isNotEqualTo(refused);
    assertThat(second.get("items")).hasSize(7);
    assertThat(runs())
        .extracting(Figures::of)
        .containsExactly(new Figures(7, 0, 0, 0), new Figures(0, 0, 0, 0));
  }

  @Test
  void timesAreInThePolicysZoneAndNothingNeedsAToken() {
    String toTheSecond = "2\\d{3}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}";
    here.rules(Installation.RULES + "      zone: Asia/Kolkata\n");
    assertThat(here.run("run").exit()).isZero();
    here.withoutVariable("MILVUS_TOKEN");
    assertThat(here.run("plan").exit()).as("it needs one").isEqualTo(2);

    assertThat(text(runs().get(0), "start")).matches(toTheSecond + "\\+05:30");
    assertThat(text(runs().get(0), "end")).matches(toTheSecond + "\\+05:30");
    assertThat(text(item(show("1"), "march"), "updated")).isEqualTo("2026-11-24T15:30:00+05:30");
    assertThat(text(show("1").get("plan"), "plannedAt")).isEqualTo("2026-11-24T15:30:00+05:30");

    here.rules(Installation.RULES.replace("quick-setup:", "renamed:")).variable("MILVUS_TOKEN", "");

    assertThat(text(runs().get(0), "start")).matches(toTheSecond + "Z");
    assertThat(text(item(show("1"), "march"), "updated")).isEqualTo("2026-11-24T10:00:00Z");
  }

  /** What earlier versions wrote over can be told by the calls, as far as they were sent. */
  @Test
  void runsOfEarlierVersionsTellWhatIsStillKnown() {
    failAtMarch();
    assertThat(here.run("rerun").exit()).isZero();
    here.restart();
    database.change("DROP TABLE retention_earlier_result");
    database.change("DROP TABLE retention_earlier_plan");
    database.change("ALTER TABLE retention_ledger DROP COLUMN result_execution_id");
    database.change(
        "DELETE FROM \"flyway_schema_history\" WHERE \"installed_rank\" >= (SELECT"
            + " \"installed_rank\" FROM \"flyway_schema_history\" WHERE \"version\" = '14')");

    assertThat(runs())
        .extracting(Figures::of)
        .containsExactly(new Figures(1, 0, 0, 0), new Figures(6, 0, 0, 1));
    JsonNode march = item(show("1"), "march");
    assertThat(text(march, "state")).isEqualTo("FAILED");
    assertThat(text(march, "error")).contains("no disk left");
    assertThat(text(march.get("since"), "state")).isEqualTo("DROPPED");
    assertThat(number(item(show("2"), "january"), "executionId")).isEqualTo(1);
  }

  /** Only a name that nothing knows is a mistake; an answer without rows would hide it. */
  @Test
  void aPolicyThatIsGoneFromTheRulesIsToldByItsRecord() {
    assertThat(here.run("runs --policy quick-setup --output json").json())
        .as("it has never run")
        .isEmpty();
    failAtMarch();
    here.rules(Installation.RULES.replace("quick-setup:", "renamed:"));

    Ended gone = here.run("runs --policy quick-setup --output json");

    assertThat(gone.exit()).as(gone.all()).isZero();
    assertThat(gone.json()).hasSize(1);
    assertThat(here.run("why january --policy quick-setup").exit()).isZero();
    Ended mistyped = here.run("runs --policy quicksetup --output json");
    assertThat(mistyped.exit()).isEqualTo(2);
    assertThat(mistyped.errors().get(0).get("message").stringValue())
        .endsWith("did you mean quick-setup?");
    database.change("DELETE FROM batch_job_execution_params");
    assertThat(here.run("runs --policy quick-setup").exit()).as("its plan is left").isZero();
  }

  private void failAtMarch() {
    sandbox.on(DROP).forPartition("march").react(Reaction.error(65535, "no disk left"));
    assertThat(here.run("run").exit()).isEqualTo(3);
    sandbox.heal();
  }

  private List<JsonNode> runs() {
    Ended runs = here.run("runs --output json");
    assertThat(runs.exit()).as(runs.all()).isZero();
    return List.copyOf(runs.json().values());
  }

  private JsonNode show(String what) {
    Ended show = here.run("show " + what + " --output json");
    assertThat(show.exit()).as(show.all()).isZero();
    return show.json();
  }

  private static JsonNode item(JsonNode shown, String partition) {
    return shown.get("items").values().stream()
        .filter(item -> text(item, "partition").equals(partition))
        .findFirst()
        .orElseThrow();
  }

  private static String text(JsonNode node, String field) {
    return node.get(field).stringValue();
  }

  private static int number(JsonNode node, String field) {
    return node.get(field).intValue();
  }
}
