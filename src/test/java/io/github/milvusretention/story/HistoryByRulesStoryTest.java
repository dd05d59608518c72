package io.github.milvusretention.story;

import static io.github.milvusretention.story.HistorySetup.item;
import static io.github.milvusretention.story.HistorySetup.number;
import static io.github.milvusretention.story.HistorySetup.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusretention.database.Database;
import io.github.milvusretention.database.Databases;
import io.github.milvusretention.database.EveryDatabase;
import io.github.milvusretention.tier.Slow;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What is told of executions whose rules or version are no longer those of now. */
@Slow
@EveryDatabase
class HistoryByRulesStoryTest {
  private final HistorySetup setup;
  private final Installation here;
  private final Database database;

  HistoryByRulesStoryTest(Databases kind, @TempDir Path directory) {
    setup = new HistorySetup(kind, directory);
    here = setup.here;
    database = here.database();
  }

  @Test
  void aRefusalKeepsItsPlanAndShowsNothingOfTheOneThatWasAccepted() {
    here.rules(Installation.RULES.replace("75%", "10%"));
    assertThat(here.run("run").exit()).isEqualTo(4);
    String refused = text(setup.show("1").get("plan"), "digest");
    here.rules(Installation.RULES);
    assertThat(here.run("rerun 1").exit()).isZero();

    JsonNode first = setup.show("1");
    JsonNode second = setup.show("2");

    assertThat(text(first.get("plan"), "digest")).isEqualTo(refused);
    assertThat(text(first.get("plan"), "refusedBy")).contains("max-share allows 10%");
    assertThat(first.get("plan").get("rules").toString()).contains("max-share: 10%");
    assertThat(first.get("items")).isEmpty();
    assertThat(number(first, "planned")).isZero();
    assertThat(number(first, "exitCode")).isEqualTo(4);
    assertThat(Figures.of(first)).isEqualTo(new Figures(0, 0, 0, 0));
    assertThat(text(second.get("plan"), "digest")).isNotEqualTo(refused);
    assertThat(second.get("items")).hasSize(7);
    assertThat(setup.runs())
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

    assertThat(text(setup.runs().get(0), "start")).matches(toTheSecond + "\\+05:30");
    assertThat(text(setup.runs().get(0), "end")).matches(toTheSecond + "\\+05:30");
    assertThat(text(item(setup.show("1"), "march"), "updated"))
        .isEqualTo("2026-11-24T15:30:00+05:30");
    assertThat(text(setup.show("1").get("plan"), "plannedAt"))
        .isEqualTo("2026-11-24T15:30:00+05:30");

    here.rules(Installation.RULES.replace("quick-setup:", "renamed:")).variable("MILVUS_TOKEN", "");

    assertThat(text(setup.runs().get(0), "start")).matches(toTheSecond + "Z");
    assertThat(text(item(setup.show("1"), "march"), "updated")).isEqualTo("2026-11-24T10:00:00Z");
  }

  /** What earlier versions wrote over can be told by the calls, as far as they were sent. */
  @Test
  void runsOfEarlierVersionsTellWhatIsStillKnown() {
    setup.failAtMarch();
    assertThat(here.run("rerun").exit()).isZero();
    here.restart();
    database.change("DROP TABLE retention_earlier_result");
    database.change("DROP TABLE retention_earlier_plan");
    database.change("ALTER TABLE retention_ledger DROP COLUMN result_execution_id");
    database.change(
        "DELETE FROM \"flyway_schema_history\" WHERE \"installed_rank\" >= (SELECT"
            + " \"installed_rank\" FROM \"flyway_schema_history\" WHERE \"version\" = '14')");

    assertThat(setup.runs())
        .extracting(Figures::of)
        .containsExactly(new Figures(1, 0, 0, 0), new Figures(6, 0, 0, 1));
    JsonNode march = item(setup.show("1"), "march");
    assertThat(text(march, "state")).isEqualTo("FAILED");
    assertThat(text(march, "error")).contains("no disk left");
    assertThat(text(march.get("since"), "state")).isEqualTo("DROPPED");
    assertThat(number(item(setup.show("2"), "january"), "executionId")).isEqualTo(1);
  }

  /** Only a name that nothing knows is a mistake; an answer without rows would hide it. */
  @Test
  void aPolicyThatIsGoneFromTheRulesIsToldByItsRecord() {
    assertThat(here.run("runs --policy quick-setup --output json").json())
        .as("it has never run")
        .isEmpty();
    setup.failAtMarch();
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
}
