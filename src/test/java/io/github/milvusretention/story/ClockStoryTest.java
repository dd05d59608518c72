package io.github.milvusretention.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusretention.database.Databases;
import io.github.milvusretention.database.OneDatabase;
import io.github.milvusretention.sandbox.Reaction;
import io.github.milvusretention.sandbox.Sandbox;
import io.github.milvusretention.tier.Slow;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** A clock that is wrong drops nothing: fourteen daily partitions, none of them expired. */
@Slow
@OneDatabase
class ClockStoryTest {
  private static final String DB = "default";
  private static final String RULES =
      Installation.RULES
          .replace("[quick_setup]", "[docs]")
          .replace("MMMM", "uuuuMMdd")
          .replace("P3M", "P14D")
          .replace("max-share: 75%", "max-share: 100%\n      keep-newest: 0");

  private final Sandbox sandbox = Installation.cluster();
  private final SettableClock server = new SettableClock("2026-11-24T10:00:00Z");
  private final Installation here;

  ClockStoryTest(Databases database, @TempDir Path directory) {
    here = new Installation(database, directory, sandbox).rules(RULES);
    sandbox.clock(server);
  }

  @BeforeEach
  void fourteenDays() {
    sandbox.createCollection(DB, "docs");
    sandbox.createPartitions(DB, "docs", days("2026-11-10", 14));
  }

  @ParameterizedTest
  @CsvSource({
    "2026-12-24T10:00:00Z, 2026-11-24T10:00:00Z, 30d",
    "2026-12-14T10:00:00Z, 2026-11-24T10:00:00Z, 20d",
  })
  void aClockThatIsAheadOfTheServersDropsNothing(String ours, String servers, String apart) {
    here.itIs(ours);
    server.set(servers);

    Ended planned = here.run("plan --output json");
    assertThat(planned.exit()).as(planned.all()).isEqualTo(4);
    JsonNode refusal =
        planned.only().get("refusedBy").values().stream()
            .filter(each -> each.get("guard").stringValue().equals("clock"))
            .findFirst()
            .orElseThrow();
    assertThat(refusal.get("limit").stringValue()).isEqualTo("5m");
    assertThat(refusal.get("figure").stringValue())
        .contains(apart + " ahead of cluster local (by the Date of its answers)");
    assertThat(planned.only().get("summary").get("EXPIRED").intValue())
        .as("the plan is shown")
        .isEqualTo(14);

    Ended ran = here.run("run --output json");
    assertThat(ran.exit()).as(ran.all()).isEqualTo(4);
    assertThat(ran.only().get("message").stringValue())
        .contains("clock-tolerance allows 5m", apart, "nothing was dropped", "--accept sha256:");
    assertThat(sandbox.mutations()).isEmpty();
    assertThat(here.run("rerun 1").exit()).as("it stays refused").isEqualTo(4);
    assertThat(here.run("check").out()).contains("problem").contains(apart);
    assertThat(sandbox.mutations()).isEmpty();
  }

  @Test
  void aClockThatIsBehindIsRefusedAsWell() {
    server.set("2026-12-24T10:00:00Z");

    Ended ran = here.run("run --output json");

    assertThat(ran.exit()).isEqualTo(4);
    assertThat(ran.only().get("message").stringValue()).contains("30d behind cluster local");
  }

  @Test
  void anAsOfByHandIsJudgedByTheSameClocks() {
    here.itIs("2026-12-24T10:00:00Z");

    assertThat(here.run("run --as-of 2026-12-20").exit()).isEqualTo(4);
    assertThat(here.run("plan --as-of 2026-12-20").exit()).isEqualTo(4);
    assertThat(sandbox.mutations()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    // The server shows whole seconds: 10:00:00 may have been 10:00:01.
    "2026-11-24T10:05:01Z,      0",
    "2026-11-24T10:05:01.001Z,  4",
    "2026-11-24T09:55:00Z,      0",
    "2026-11-24T09:54:59.999Z,  4",
  })
  void theToleranceIsExact(String ours, int exit) {
    here.itIs(ours);

    assertThat(here.run("plan").exit()).isEqualTo(exit);
    assertThat(here.run("run").exit()).isEqualTo(exit);
  }

  @Test
  void theToleranceIsSetInTheRules() {
    here.rules(RULES.replace("retention:\n", "retention:\n  clock-tolerance: 10m\n"));
    here.itIs("2026-11-24T10:10:00Z");
    assertThat(here.run("plan").exit()).isZero();

    here.itIs("2026-11-24T10:11:00Z");
    assertThat(here.run("plan").exit()).isEqualTo(4);
  }

  @Test
  void aServerWithoutADateIsNotedAndRefusesNothing() {
    sandbox.withoutDate();
    here.rules(RULES.replace("keep-newest: 0", "keep-newest: 1"));
    here.itIs("2026-12-24T10:00:00Z");

    Ended planned = here.run("plan");
    assertThat(planned.exit()).isZero();
    assertThat(planned.err()).contains("the answers of cluster local have no Date header");
    Ended checked = here.run("check");
    assertThat(checked.exit()).isZero();
    assertThat(checked.out()).contains("no Date header");
    assertThat(here.run("run").exit()).isZero();
    assertThat(sandbox.partitions(DB, "docs")).containsExactly("20261123", "_default");
  }

  @Test
  void checkShowsThatTheClocksAgree() {
    assertThat(here.run("check").out())
        .contains("this machine's clock is not apart from cluster local");
  }

  @Test
  void anAcceptanceIsForOnePlanOnce() {
    here.itIs("2026-12-24T10:00:00Z");
    String accept = acceptance(here.run("run --output json"));

    Ended accepted = here.run(accept.split(" "));

    assertThat(accepted.exit()).as(accepted.all()).isZero();
    assertThat(sandbox.partitions(DB, "docs")).containsExactly("_default");
    sandbox.createPartitions(DB, "docs", days("2026-11-10", 14));
    sandbox.clearCalls();
    String digest = accept.substring(accept.indexOf("sha256:"));
    assertThat(here.run("run --again --accept " + digest).exit()).isEqualTo(4);
    assertThat(here.run("run --again").exit()).isEqualTo(4);
    assertThat(sandbox.mutations()).isEmpty();
  }

  @Test
  void aRecordedRunInTheFutureIsHealedByOneAcceptance() {
    sandbox.withoutDate();
    sandbox.dropPartitions(DB, "docs", days("2026-11-10", 14).toArray(String[]::new));
    here.itIs("2027-05-01T10:00:00Z");
    assertThat(here.run("run").exit()).isZero();
    here.restart().itIs("2026-11-25T10:00:00Z");
    sandbox.createPartitions(DB, "docs", days("2026-11-10", 14));

    Ended refused = here.run("run --output json");
    assertThat(refused.exit()).isEqualTo(4);
    assertThat(refused.only().get("message").stringValue())
        .contains("behind the last recorded run (execution 1)");
    assertThat(here.run("run").exit()).as("a refused run heals nothing").isEqualTo(4);
    assertThat(here.run("check").exit()).isEqualTo(4);

    Ended accepted = here.run(acceptance(refused).split(" "));
    assertThat(accepted.exit()).as(accepted.all()).isZero();
    assertThat(sandbox.partitions(DB, "docs")).hasSize(14);
    here.itIs("2026-11-26T10:00:00Z");
    here.restart();
    assertThat(here.run("run").exit()).isZero();
    assertThat(here.run("check").exit()).isZero();
  }

  @Test
  void aRunOfAnAsOfThatIsInTheFutureNowIsNotContinued() {
    here.itIs("2026-12-24T10:00:00Z");
    String accept = acceptance(here.run("run --output json"));

    here.restart().itIs("2026-11-24T10:00:00Z");
    Ended rerun = here.run("rerun 1 --output json");

    assertThat(rerun.exit()).isEqualTo(4);
    assertThat(rerun.only().get("message").stringValue())
        .contains("the as-of 2026-12-24 is in the future");
    assertThat(here.run(accept.split(" ")).exit()).as("not by an acceptance either").isEqualTo(4);
    assertThat(sandbox.mutations()).isEmpty();
    assertThat(here.run("run").exit()).as("the current one goes").isZero();
  }

  @Test
  void aClockThatIsSetWhileTheRunDropsStopsItBeforeTheNextDrop() {
    sandbox.createPartitions(DB, "docs", days("2026-10-01", 5));
    here.rules(RULES.replace("concurrency: 4", "concurrency: 1"));
    sandbox
        .on("partitions/drop")
        .forPartition("20261002")
        .once()
        .react(Reaction.honest().before(call -> here.itIs("2026-12-14T10:00:00Z")));

    Ended ran = here.run("run --output json");

    assertThat(ran.exit()).as(ran.all()).isEqualTo(3);
    assertThat(ran.only().get("message").stringValue())
        .contains("this machine's clock was set while the run was in progress", "20d ahead");
    assertThat(sandbox.callsTo("partitions/drop")).hasSize(2);

    here.restart().itIs("2026-11-24T10:00:00Z");
    assertThat(here.run("rerun 1").exit()).isZero();
    assertThat(sandbox.partitions(DB, "docs")).hasSize(15);
  }

  @Test
  void aClusterWhoseClockIsSetWhileTheRunDropsStopsItBeforeTheNextDrop() {
    sandbox.createPartitions(DB, "docs", days("2026-10-01", 5));
    whenItDrops("20261002", "2026-10-24T10:00:00Z");

    Ended ran = here.run("run --output json");

    assertThat(ran.exit()).as(ran.all()).isEqualTo(3);
    assertThat(ran.only().get("message").stringValue())
        .contains(
            "the clocks no longer agree since the plan was made",
            "this machine's clock is 31d ahead of cluster local (by the Date of its answers)",
            "left for a rerun");
    assertThat(sandbox.callsTo("partitions/drop")).hasSize(2);
    assertThat(here.results(1)).contains("docs/20261003 PLANNED").doesNotContain("FAILED");

    here.restart();
    assertThat(here.run("rerun 1").exit()).as("nobody accepted it").isEqualTo(3);
    assertThat(sandbox.callsTo("partitions/drop")).hasSize(2);

    server.set("2026-11-24T10:00:00Z");
    assertThat(here.run("rerun 1").exit()).isZero();
    assertThat(sandbox.partitions(DB, "docs")).hasSize(15);
  }

  @Test
  void anAcceptanceIsOfTheClocksAsTheyWere() {
    here.itIs("2026-12-24T10:00:00Z");
    String accept = acceptance(here.run("run --output json"));
    whenItDrops("20261111", "2026-10-24T10:00:00Z");

    Ended accepted = here.run((accept + " --output json").split(" "));

    assertThat(accepted.exit()).as(accepted.all()).isEqualTo(3);
    assertThat(accepted.only().get("message").stringValue()).contains("61d ahead of cluster local");
    assertThat(sandbox.callsTo("partitions/drop")).hasSize(2);

    server.set("2026-11-24T10:00:00Z");
    here.restart();
    assertThat(here.run("rerun 1").exit()).as("it was accepted by a person").isZero();
    assertThat(sandbox.partitions(DB, "docs")).containsExactly("_default");
  }

  private void whenItDrops(String partition, String serverTime) {
    sandbox
        .on("partitions/drop")
        .forPartition(partition)
        .once()
        .react(Reaction.honest().before(call -> server.set(serverTime)));
  }

  @Test
  void aSuspendedMachineIsNotAClockThatWasSet() {
    sandbox.createPartitions(DB, "docs", days("2026-10-01", 5));
    sandbox
        .on("partitions/drop")
        .forPartition("20261002")
        .once()
        .react(
            Reaction.honest()
                .before(
                    call -> {
                      here.itIs("2026-11-24T18:00:00Z");
                      server.set("2026-11-24T18:00:00Z");
                    }));

    Ended ran = here.run("run");

    assertThat(ran.exit()).as(ran.all()).isZero();
    assertThat(sandbox.partitions(DB, "docs")).hasSize(15);
  }

  private static String acceptance(Ended refused) {
    assertThat(refused.exit()).as(refused.all()).isEqualTo(4);
    Matcher command =
        Pattern.compile("rerun \\d+ --accept sha256:[0-9a-f]{64}")
            .matcher(refused.only().get("message").stringValue());
    assertThat(command.find()).isTrue();
    return command.group();
  }

  private static List<String> days(String first, int count) {
    return Stream.iterate(LocalDate.parse(first), day -> day.plusDays(1))
        .limit(count)
        .map(DateTimeFormatter.BASIC_ISO_DATE::format)
        .toList();
  }
}
