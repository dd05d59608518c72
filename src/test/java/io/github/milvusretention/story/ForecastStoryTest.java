package io.github.milvusretention.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusretention.database.Databases;
import io.github.milvusretention.database.OneDatabase;
import io.github.milvusretention.sandbox.Reaction;
import io.github.milvusretention.sandbox.Sandbox;
import io.github.milvusretention.tier.Slow;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What goes in the nights to come, as the command tells it, and as the runs then do it. */
@OneDatabase
class ForecastStoryTest {
  private static final String DB = "default";
  private static final String RULES =
      """
      retention:
        clusters:
          local:
            uri: ${MILVUS_URI}
            token: ${MILVUS_TOKEN}
            max-calls-per-second: 1000
            retry-budget: 0s
        policies:
          days:
            cluster: local
            collections: [logs]
            partitions: ["'p_'uuuu_MM_dd"]
            keep: P5D
            new-rules: off
            still-written: off
            schedule: "0 15 3 * * ?"
      """;

  private final Sandbox sandbox =
      Sandbox.builder().token(Installation.TOKEN).seed(ForecastStoryTest::seed).start();
  private final Installation here;

  ForecastStoryTest(Databases database, @TempDir Path directory) {
    here = new Installation(database, directory, sandbox).rules(RULES);
  }

  private static void seed(Sandbox sandbox) {
    sandbox.createCollection(DB, "logs");
    for (int day = 18; day <= 24; day++) {
      sandbox.createPartitions(DB, "logs", "p_2026_11_" + day);
    }
  }

  @AfterEach
  void stop() {
    sandbox.close();
  }

  @Test
  void theRunsOfTenNightsDoWhatWasForetold() {
    JsonNode foretold = forecast("--days 10");
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
    JsonNode foretold = forecast("--days 7");
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
    assertThat(names(forecast("--days 2").get("nights"), "at"))
        .as("what is due goes at the first firing of each as-of")
        .containsExactly("2026-11-24T15:15Z", "2026-11-25T03:15Z", "2026-11-26T03:15Z");

    assertThat(here.run("run").exit()).isZero();
    sandbox.createPartitions(DB, "logs", "p_2026_11_02");

    JsonNode done = forecast("--days 2");
    assertThat(names(done.get("nights"), "at"))
        .containsExactly("2026-11-25T03:15Z", "2026-11-26T03:15Z");
    assertThat(text(done, "done")).isEqualTo("2026-11-24");
    assertThat(text(done, "next")).isEqualTo("2026-11-25T03:15Z");
    assertThat(here.run("forecast --days 2").out().replaceAll("\\s+", " "))
        .contains("; as of 2026-11-24 is done; next at 2026-11-25T03:15Z");
    assertThat(here.run("why p_2026_11_02").out()).contains("2026-11-25T03:15Z");

    here.itIs("2026-11-25T00:01:00Z");
    JsonNode open = forecast("--days 2");
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

    assertThat(names(forecast("--days 2").get("nights"), "at")).startsWith("2026-11-24T15:15Z");
  }

  private static Stream<String> acted(JsonNode night, String action) {
    return night.get("partitions").values().stream()
        .filter(partition -> text(partition, "action").equals(action))
        .map(partition -> text(partition, "partition"));
  }

  @Slow
  @Test
  void everyCollectionIsCounted() {
    JsonNode forecast = forecast("--days 10");

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

  @Slow
  @Test
  void theLimitIsForetold() {
    here.rules(RULES.replace("P5D", "P3Y"));

    JsonNode count = forecast("--days 10").get("collections").get(0);

    // There are 8, and one more each day from 2026-11-25 on: the 1,016th of them on 2029-09-05.
    assertThat(text(count, "limitReached")).isEqualTo("2029-09-05T00:00Z");
  }

  @Slow
  @Test
  void anEditIsComparedWithoutBeingMade() {
    JsonNode forecast = forecast("--days 4 --as-if keep=P7D --as-if keepNewest=2");

    JsonNode asIf = forecast.get("asIf");
    assertThat(names(forecast.get("nights").get(0).get("partitions"), "partition"))
        .containsExactly("p_2026_11_18", "p_2026_11_19");
    assertThat(names(asIf.get("nights"), "asOf"))
        .as("the first two go two nights later")
        .containsExactly("2026-11-26", "2026-11-27", "2026-11-28");
    assertThat(asIf.get("differences").values())
        .extracting(d -> text(d, "partition") + " " + d.get("goes") + " " + d.get("asIf"))
        .containsExactly(
            "p_2026_11_18 \"2026-11-25T03:15Z\" \"2026-11-26T03:15Z\"",
            "p_2026_11_19 \"2026-11-25T03:15Z\" \"2026-11-27T03:15Z\"",
            "p_2026_11_20 \"2026-11-26T03:15Z\" \"2026-11-28T03:15Z\"",
            "p_2026_11_21 \"2026-11-27T03:15Z\" null",
            "p_2026_11_22 \"2026-11-28T03:15Z\" null");
    Ended table = here.run("forecast --days 4 --as-if keep=P7D");
    assertThat(table.out()).contains("days as if keep=P7D: 5 partitions go at another time");
    assertThat(here.run("plan --details").out()).as("nothing was edited").contains("kept P5D");
  }

  @Slow
  @Test
  void anEditOfTheScopeLooksThere() {
    sandbox.createCollection(DB, "more");
    sandbox.createPartitions(DB, "more", "p_2026_11_10");

    JsonNode asIf =
        forecast("--days 2 --as-if collections=logs,more --as-if keep-newest=0").get("asIf");

    assertThat(names(asIf.get("collections"), "collection")).containsExactly("logs", "more");
    assertThat(names(asIf.get("differences"), "partition")).containsExactly("p_2026_11_10");
    sandbox.on("collections/describe").onCollection("more").react(Reaction.forbidden("Describe"));
    Ended denied = here.run("forecast --as-if collections=logs,more --output json");
    assertThat(denied.exit()).isEqualTo(3);
    assertThat(denied.only().get("unreadable").get(0).stringValue()).contains("default.more");
  }

  @Slow
  @Test
  void aMistakeInAnEditIsToldBeforeAnythingIsAsked() {
    Ended unknown = here.run("forecast --as-if kep=P6M");
    Ended value = here.run("forecast --as-if keep=PT3M");
    Ended form = here.run("forecast --as-if keep");
    Ended twice = here.run("forecast --as-if keep=P1D --as-if keep=P2D");
    Ended days = here.run("forecast --days 0");

    assertThat(Stream.of(unknown, value, form, twice, days).map(Ended::exit)).containsOnly(2);
    assertThat(unknown.err()).contains("--as-if", "kep", "did you mean keep?", "1 mistake in ");
    assertThat(value.err()).contains("--as-if", "retention.policies.days.keep", "PT3M");
    assertThat(form.err()).contains("--as-if expects KEY=VALUE");
    assertThat(sandbox.calls()).isEmpty();
  }

  @Slow
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

  @Slow
  @Test
  void aPolicyWithoutAScheduleIsForetoldAsIfRunEachDay() {
    here.rules(RULES.replace("      schedule: \"0 15 3 * * ?\"\n", ""));

    JsonNode forecast = forecast("--days 2");

    assertThat(names(forecast.get("nights"), "at"))
        .containsExactly("2026-11-25T00:00Z", "2026-11-26T00:00Z");
    assertThat(forecast.get("schedule").isNull()).isTrue();
    assertThat(here.run("forecast --days 2").out()).contains("it has no schedule");
  }

  @Slow
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

  @Slow
  @Test
  void itIsToldWhileAnotherRunHasTheLease() {
    here.run("runs");
    here.database()
        .change(
            "INSERT INTO retention_lease (policy, owner, fence, expires_at, stop_requested,"
                + " length_seconds) VALUES ('days', 'another', 7, CURRENT_TIMESTAMP + 3000 *"
                + " INTERVAL '1' SECOND, FALSE, 3600)");
    assertThat(here.run("run").exit()).isEqualTo(5);

    assertThat(forecast("--days 2").get("nights")).hasSize(2);
    assertThat(here.run("why p_2026_11_18").exit()).isZero();
  }

  @Slow
  @Test
  void whatIsHeldGoesInTheSecondRunAfterTheLastHoldExpired() {
    String hold = "hold add --collection logs --reason audit --owner me --expires ";
    assertThat(here.run(hold + "2026-11-27").exit()).isZero();
    assertThat(names(forecast("--days 6").get("nights"), "asOf"))
        .as("it holds until the 28th, 0:00; the run of the 28th says so")
        .startsWith("2026-11-29");

    assertThat(here.run(hold + "2099-12-31").exit()).isZero();
    assertThat(forecast("--days 30").get("nights").values())
        .noneMatch(
            night -> names(night.get("partitions"), "partition").anyMatch("p_2026_11_18"::equals));
  }

  @Slow
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

  private JsonNode forecast(String options) {
    Ended forecast = here.run("forecast " + options + " --output json");
    assertThat(forecast.exit()).as(forecast.all()).isZero();
    return forecast.only();
  }

  private static String text(JsonNode node, String field) {
    return node.get(field).stringValue();
  }

  private static Stream<String> names(JsonNode array, String field) {
    return array.values().stream().map(item -> text(item, field));
  }
}
