package io.github.milvusretention.story;

import static io.github.milvusretention.story.HistorySetup.DB;
import static io.github.milvusretention.story.HistorySetup.DROP;
import static io.github.milvusretention.story.HistorySetup.item;
import static io.github.milvusretention.story.HistorySetup.number;
import static io.github.milvusretention.story.HistorySetup.text;
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
  private final HistorySetup setup;
  private final Sandbox sandbox;
  private final Installation here;
  private final Database database;

  HistoryStoryTest(Databases kind, @TempDir Path directory) {
    setup = new HistorySetup(kind, directory);
    sandbox = setup.sandbox;
    here = setup.here;
    database = here.database();
  }

  @Test
  void eachExecutionTellsWhatItDidItself() {
    setup.failAtMarch();
    here.itIs("2026-11-24T11:00:00Z");
    Ended rerun = here.run("rerun --output json");
    assertThat(Figures.of(rerun.only())).as("the whole run").isEqualTo(new Figures(7, 0, 0, 0));

    List<JsonNode> runs = setup.runs();

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
    JsonNode first = setup.show("1");
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
    JsonNode second = setup.show("2");
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
    assertThat(setup.show("1 --state FAILED --state DROPPED").get("items")).hasSize(7);
    assertThat(setup.show("2 --state FAILED").get("items")).isEmpty();
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

    assertThat(setup.runs())
        .extracting(Figures::of)
        .containsExactly(
            new Figures(4, 0, 0, 0), new Figures(0, 0, 0, 1, 3), new Figures(3, 0, 0, 0, 4));
    assertThat(setup.runs()).extracting(run -> number(run, "earlier")).containsExactly(3, 3, 0);
    assertThat(text(item(setup.show("1"), "april"), "state")).isEqualTo("PLANNED");
    assertThat(item(setup.show("1"), "april").get("executionId").isNull()).isTrue();
    assertThat(text(item(setup.show("2"), "april"), "state")).isEqualTo("FAILED");
    assertThat(text(item(setup.show("3"), "april"), "state")).isEqualTo("DROPPED");
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
    setup.failAtMarch();
    String died = "UPDATE %s SET status = 'STARTED', exit_code = 'UNKNOWN', end_time = NULL";
    database.change(died.formatted("batch_job_execution"));
    database.change(
        "UPDATE retention_ledger SET state = 'DROP_SENT', error = NULL WHERE state = 'FAILED'");
    database.change("DELETE FROM retention_call WHERE outcome <> 'SUCCESS'");
    sandbox.dropPartitions(DB, "quick_setup", "march");
    assertThat(Figures.of(setup.runs().get(0))).isEqualTo(new Figures(6, 0, 0, 0, 1));
    assertThat(setup.runs().get(0).get("exitCode").isNull()).isTrue();

    Ended recovered = here.run("recover 1 --output json");

    assertThat(recovered.exit()).isZero();
    assertThat(Figures.of(recovered.json())).isEqualTo(new Figures(6, 0, 0, 1));
    assertThat(here.run("rerun").exit()).isZero();
    assertThat(setup.runs())
        .extracting(Figures::of)
        .containsExactly(new Figures(1, 0, 0, 0), new Figures(6, 0, 0, 1));
    assertThat(text(item(setup.show("1"), "march"), "state")).isEqualTo("DROP_SENT");
    assertThat(text(item(setup.show("1"), "march"), "error")).contains("its process died");
    assertThat(text(item(setup.show("2"), "march"), "state")).isEqualTo("DROPPED");
  }

  @Test
  void whatALaterRunLearnsOfAnEarlierOneIsToldOfTheLaterOne() {
    sandbox.on(DROP).forPartition("march").react(Reaction.reset());
    assertThat(here.run("run").exit()).isEqualTo(3);
    sandbox.heal();
    sandbox.dropPartitions(DB, "quick_setup", "march");
    here.itIs("2026-11-25T10:00:00Z");
    assertThat(here.run("run").exit()).isZero();

    assertThat(text(item(setup.show("1"), "march"), "state")).isEqualTo("DROP_SENT");
    assertThat(text(item(setup.show("1"), "march").get("since"), "state")).isEqualTo("DROPPED");
    JsonNode later = setup.show("2");
    assertThat(Figures.of(later)).isEqualTo(new Figures(0, 0, 0, 0));
    assertThat(later.get("items")).isEmpty();
    assertThat(later.get("otherRuns")).hasSize(1);
    JsonNode settled = later.get("otherRuns").get(0);
    assertThat(text(settled, "asOf")).isEqualTo("2026-11-24");
    assertThat(text(settled, "partition")).isEqualTo("march");
    assertThat(text(settled, "state")).isEqualTo("DROPPED");
    assertThat(setup.runs())
        .extracting(Figures::of)
        .containsExactly(new Figures(0, 0, 0, 0), new Figures(6, 0, 0, 1));
    assertThat(here.run("show 2").out())
        .contains("it also settled what other runs had left:")
        .contains("quick_setup/march of quick-setup as of 2026-11-24: DROPPED at 2026-11-25T10:00");
    assertThat(setup.show("1").get("otherRuns")).isEmpty();
  }
}
