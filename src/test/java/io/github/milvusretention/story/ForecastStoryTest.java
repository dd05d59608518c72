package io.github.milvusretention.story;

import static io.github.milvusretention.story.ForecastSetup.DB;
import static io.github.milvusretention.story.ForecastSetup.RULES;
import static io.github.milvusretention.story.ForecastSetup.names;
import static io.github.milvusretention.story.ForecastSetup.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusretention.database.Databases;
import io.github.milvusretention.database.OneDatabase;
import io.github.milvusretention.sandbox.Sandbox;
import io.github.milvusretention.tier.Slow;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What goes in the nights to come, as the command tells it, and as the runs then do it. */
@OneDatabase
class ForecastStoryTest {
  private final ForecastSetup setup;
  private final Sandbox sandbox;
  private final Installation here;

  ForecastStoryTest(Databases database, @TempDir Path directory) {
    setup = new ForecastSetup(database, directory);
    sandbox = setup.sandbox;
    here = setup.here;
  }

  @Test
  void theRunsOfTenNightsDoWhatWasForetold() {
    JsonNode foretold = setup.forecast("--days 10");
    assertThat(sandbox.mutations()).isEmpty();
    List<String> happened = new ArrayList<>();
    for (LocalDate day = LocalDate.of(2026, 11, 25); happened.size() < 9; day = day.plusDays(1)) {
      String created = "p_" + day.toString().replace('-', '_');
      sandbox.createPartitions(DB, "logs", created);
      here.itIs(day + "T03:15:00Z");
      List<String> before = sandbox.partitions(DB, "logs");
      Ended run = here.run("run --output json");
      assertThat(run.exit()).as(run.all()).isZero();
      List<String> gone = new ArrayList<>(before);
      gone.removeAll(sandbox.partitions(DB, "logs"));
      happened.add(day + " " + gone.stream().sorted().toList());
    }

    List<String> nights =
        foretold.get("nights").values().stream()
            .map(
                night ->
                    text(night, "asOf")
                        + " "
                        + names(night.get("partitions"), "partition").sorted().toList())
            .toList();
    assertThat(nights).hasSize(10).startsWith(happened.toArray(String[]::new));
  }

  @Slow
  @Test
  void aGraceIsForetoldByTheNightOfTheReleaseAndTheNightOfTheDrop() {
    here.rules(RULES + "      grace: P2D\n");
    // Each plan is made earlier in its minute than the earlier releases were confirmed in theirs.
    here.itIs("2026-11-24T03:15:50Z");
    assertThat(here.run("run").exit()).isZero();
    here.itIs("2026-11-24T10:00:00Z");
    JsonNode foretold = setup.forecast("--days 7");
    List<String> happened = new ArrayList<>();
    for (LocalDate day = LocalDate.of(2026, 11, 25); happened.size() < 6; day = day.plusDays(1)) {
      sandbox.createPartitions(DB, "logs", "p_" + day.toString().replace('-', '_'));
      here.itIs(day + "T03:15:" + (40 - happened.size()) + "Z");
      List<String> before = sandbox.partitions(DB, "logs");
      JsonNode run = here.run("run --output json").only();
      List<String> gone = new ArrayList<>(before);
      gone.removeAll(sandbox.partitions(DB, "logs"));
      happened.add(day + " " + run.get("released").intValue() + " released, then " + gone);
    }

    List<String> nights =
        foretold.get("nights").values().stream()
            .map(
                night ->
                    text(night, "asOf")
                        + " "
                        + acted(night, "RELEASE").count()
                        + " released, then "
                        + acted(night, "DROP").sorted().toList())
            .toList();
    assertThat(nights).hasSize(7).startsWith(happened.toArray(String[]::new));
    assertThat(happened).last().asString().contains("1 released, then [p_2026_11_21]");
    assertThat(here.run("forecast --days 3").out()).contains("RELEASE", "DROP");
  }

  @Slow
  @Test
  void aFiringOfAnAsOfThatIsDoneIsNotForetold() {
    here.rules(RULES.replace("0 15 3", "0 15 3,15"));
    sandbox.createPartitions(DB, "logs", "p_2026_11_01");
    assertThat(names(setup.forecast("--days 2").get("nights"), "at"))
        .as("what is due goes at the first firing of each as-of")
        .containsExactly("2026-11-24T15:15Z", "2026-11-25T03:15Z", "2026-11-26T03:15Z");

    assertThat(here.run("run").exit()).isZero();
    sandbox.createPartitions(DB, "logs", "p_2026_11_02");

    JsonNode done = setup.forecast("--days 2");
    assertThat(names(done.get("nights"), "at"))
        .containsExactly("2026-11-25T03:15Z", "2026-11-26T03:15Z");
    assertThat(text(done, "done")).isEqualTo("2026-11-24");
    assertThat(text(done, "next")).isEqualTo("2026-11-25T03:15Z");
    assertThat(here.run("forecast --days 2").out().replaceAll("\\s+", " "))
        .contains("; as of 2026-11-24 is done; next at 2026-11-25T03:15Z");
    assertThat(here.run("why p_2026_11_02").out()).contains("2026-11-25T03:15Z");

    here.itIs("2026-11-25T00:01:00Z");
    JsonNode open = setup.forecast("--days 2");
    assertThat(open.get("done").isNull()).isTrue();
    assertThat(names(open.get("nights"), "at"))
        .containsExactly("2026-11-25T03:15Z", "2026-11-26T03:15Z");
  }

  @Slow
  @Test
  void aFiringOfAnAsOfWhoseRunFailedIsForetold() {
    here.rules(RULES.replace("0 15 3", "0 15 3,15") + "      max-drops: 1\n");
    assertThat(here.run("run").exit()).isZero();
    sandbox.createPartitions(DB, "logs", "p_2026_11_01", "p_2026_11_02");
    assertThat(here.run("run --again").exit()).as("refused").isEqualTo(4);

    assertThat(names(setup.forecast("--days 2").get("nights"), "at"))
        .startsWith("2026-11-24T15:15Z");
  }

  private static Stream<String> acted(JsonNode night, String action) {
    return night.get("partitions").values().stream()
        .filter(partition -> text(partition, "action").equals(action))
        .map(partition -> text(partition, "partition"));
  }

  @Slow
  @Test
  void whatIsHeldGoesInTheSecondRunAfterTheLastHoldExpired() {
    String hold = "hold add --collection logs --reason audit --owner me --expires ";
    assertThat(here.run(hold + "2026-11-27").exit()).isZero();
    assertThat(names(setup.forecast("--days 6").get("nights"), "asOf"))
        .as("it holds until the 28th, 0:00; the run of the 28th says so")
        .startsWith("2026-11-29");

    assertThat(here.run(hold + "2099-12-31").exit()).isZero();
    assertThat(setup.forecast("--days 30").get("nights").values())
        .noneMatch(
            night -> names(night.get("partitions"), "partition").anyMatch("p_2026_11_18"::equals));
  }
}
