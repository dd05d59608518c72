package io.github.milvusretention.story;

import static io.github.milvusretention.story.ForecastSetup.DB;
import static io.github.milvusretention.story.ForecastSetup.RULES;
import static io.github.milvusretention.story.ForecastSetup.names;
import static io.github.milvusretention.story.ForecastSetup.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusretention.database.Databases;
import io.github.milvusretention.database.OneDatabase;
import io.github.milvusretention.sandbox.Reaction;
import io.github.milvusretention.sandbox.Sandbox;
import io.github.milvusretention.tier.Slow;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What the command tells beside the nights: counts, limits, guards, and what it could not see. */
@Slow
@OneDatabase
class ForecastToldStoryTest {
  private final ForecastSetup setup;
  private final Sandbox sandbox;
  private final Installation here;

  ForecastToldStoryTest(Databases database, @TempDir Path directory) {
    setup = new ForecastSetup(database, directory);
    sandbox = setup.sandbox;
    here = setup.here;
  }

  @Test
  void everyCollectionIsCounted() {
    JsonNode forecast = setup.forecast("--days 10");

    JsonNode count = forecast.get("collections").get(0);
    assertThat(text(count, "collection")).isEqualTo("logs");
    assertThat(count.get("now").intValue()).isEqualTo(8);
    assertThat(count.get("go").intValue()).isEqualTo(7);
    assertThat(count.get("created").intValue()).isEqualTo(10);
    assertThat(count.get("createdAndGo").intValue()).isEqualTo(4);
    assertThat(count.get("then").intValue()).isEqualTo(7);
    assertThat(count.get("limit").intValue()).isEqualTo(1024);
    assertThat(count.get("limitReached").isNull()).isTrue();
    assertThat(text(forecast, "schedule")).isEqualTo("0 15 3 * * ?");
    assertThat(text(forecast, "until")).isEqualTo("2026-12-04T10:00Z");
    Ended table = here.run("forecast --days 10");
    assertThat(table.exit()).isZero();
    assertThat(table.out())
        .contains("2026-11-25T03:15Z", "default.logs/p_2026_11_19", "not yet", "LIMIT REACHED");
  }

  @Test
  void theLimitIsForetold() {
    here.rules(RULES.replace("P5D", "P3Y"));

    JsonNode count = setup.forecast("--days 10").get("collections").get(0);

    // There are 8, and one more each day from 2026-11-25 on: the 1,016th of them on 2029-09-05.
    assertThat(text(count, "limitReached")).isEqualTo("2029-09-05T00:00Z");
  }

  @Test
  void aNightOnWhichAGuardWouldRefuseIsMarked() {
    here.rules(RULES + "      max-drops: 1\n");

    Ended forecast = here.run("forecast --days 3 --output json");

    assertThat(forecast.exit()).isZero();
    JsonNode nights = forecast.only().get("nights");
    assertThat(names(nights.get(0).get("refusedBy"), "guard")).containsExactly("max-drops");
    assertThat(nights.get(1).get("refusedBy")).isEmpty();
    assertThat(here.run("forecast --days 3").out())
        .contains("2026-11-25T03:15Z days waits for a person: the plan drops 2 partitions");
  }

  @Test
  void aPolicyWithoutAScheduleIsForetoldAsIfRunEachDay() {
    here.rules(RULES.replace("      schedule: \"0 15 3 * * ?\"\n", ""));

    JsonNode forecast = setup.forecast("--days 2");

    assertThat(names(forecast.get("nights"), "at"))
        .containsExactly("2026-11-25T00:00Z", "2026-11-26T00:00Z");
    assertThat(forecast.get("schedule").isNull()).isTrue();
    assertThat(here.run("forecast --days 2").out()).contains("it has no schedule");
  }

  @Test
  void twoZonesAreEachTheirOwn() {
    here.rules(
        RULES
            + """
                zone: Asia/Tokyo
                max-drops: 50
              west:
                cluster: local
                collections: [west]
                partitions: ["'p_'uuuu_MM_dd"]
                keep: P5D
                keep-newest: 0
                zone: America/New_York
                schedule: "0 15 3 * * ?"
            """
                .indent(2));
    sandbox.createCollection(DB, "west");
    sandbox.createPartitions(DB, "west", "p_2026_11_19", "p_2026_11_20");

    JsonNode all = here.run("forecast --days 1 --output json").json();

    assertThat(names(all.get(0).get("nights"), "at")).containsExactly("2026-11-25T03:15+09:00");
    assertThat(names(all.get(1).get("nights"), "at")).containsExactly("2026-11-25T03:15-05:00");
    assertThat(names(all.get(1).get("nights").get(0).get("partitions"), "partition"))
        .containsExactly("p_2026_11_19");
  }

  @Test
  void itIsToldWhileAnotherRunHasTheLease() {
    here.run("runs");
    here.database()
        .change(
            "INSERT INTO retention_lease (policy, owner, fence, expires_at, stop_requested,"
                + " length_seconds) VALUES ('days', 'another', 7, CURRENT_TIMESTAMP + 3000 *"
                + " INTERVAL '1' SECOND, FALSE, 3600)");
    assertThat(here.run("run").exit()).isEqualTo(5);

    assertThat(setup.forecast("--days 2").get("nights")).hasSize(2);
    assertThat(here.run("why p_2026_11_18").exit()).isZero();
  }

  @Test
  void aClusterThatCannotBeAskedIsToldAndTheOthersAreForetold() {
    sandbox.on("collections/describe").onCollection("logs").react(Reaction.forbidden("Describe"));

    Ended partly = here.run("forecast --output json");
    here.variable("MILVUS_URI", "http://127.0.0.1:1").restart();
    Ended away = here.run("forecast --output json");

    assertThat(partly.exit()).isEqualTo(3);
    assertThat(partly.only().get("unreadable")).hasSize(1);
    assertThat(away.exit()).isEqualTo(6);
    assertThat(away.json()).isEmpty();
    assertThat(away.stackTrace()).isEmpty();
  }
}
