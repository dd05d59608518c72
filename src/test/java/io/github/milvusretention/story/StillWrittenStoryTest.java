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
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An expired partition whose row count grows after its period is kept. */
@EveryDatabase
class StillWrittenStoryTest {
  private static final String DB = "default";
  private static final String COUNT = "partitions/get_stats";
  private static final String RULES =
      Installation.RULES.replace("still-written: off", "schedule: \"0 15 3 * * ?\"");

  private final Sandbox sandbox = Installation.quickSetup();
  private final Installation here;

  StillWrittenStoryTest(Databases database, @TempDir Path directory) {
    here = new Installation(database, directory, sandbox).rules(RULES);
  }

  @Test
  void aFirstNightWaitsForTheNext() {
    Ended first = night("2026-11-24");
    assertThat(first.exit()).isZero();
    assertThat(sandbox.mutations()).isEmpty();
    assertThat(first.err())
        .contains(
            "still-written: expired partitions kept since too little is known of them: 7; one is");
    assertThat(reason("january"))
        .isEqualTo(
            "KEPT no row count of an earlier night to compare its 1100 rows with, so that nobody"
                + " knows whether it is still written");

    here.itIs("2026-11-24T10:15:00Z");
    assertThat(here.run("run --again").exit()).isZero();
    assertThat(sandbox.mutations()).as("hours later is no other night").isEmpty();

    assertThat(night("2026-11-25").exit()).isZero();
    assertThat(sandbox.partitions(DB, "quick_setup")).hasSize(6);
  }

  @Slow
  @Test
  void whatGrewIsKeptUntilItGrowsNoMore() {
    night("2026-11-24");
    sandbox.rows(DB, "quick_setup", "march", 1301);
    sandbox.rows(DB, "quick_setup", "april", 1399);

    here.itIs("2026-11-25T03:15:00Z");
    assertThat(reason("march"))
        .isEqualTo(
            "STILL_WRITTEN had 1300 rows at 2026-11-24T03:15:00Z and has 1301 now, although its"
                + " period ended 2026-04-01T00:00:00Z");
    assertThat(night("2026-11-25").err()).contains("default.quick_setup/march: STILL_WRITTEN, had");
    assertThat(sandbox.partitions(DB, "quick_setup"))
        .as("fewer rows are no growth")
        .containsExactlyInAnyOrder(
            "_default", "march", "august", "september", "october", "november", "december");

    sandbox.rows(DB, "quick_setup", "march", 1302);
    night("2026-11-26");
    assertThat(sandbox.partitions(DB, "quick_setup")).contains("march");
    night("2026-11-27");
    assertThat(sandbox.partitions(DB, "quick_setup")).doesNotContain("march");
  }

  @Slow
  @Test
  void whatIsDueByTheNextFiringIsCountedNowSoThatItNeedNotWait() {
    here.itIs("2026-11-23T03:15:00Z");
    night("2026-11-24");
    night("2026-11-25");
    night("2026-11-30");
    sandbox.clearCalls();

    assertThat(night("2026-12-01").exit()).isZero();

    assertThat(sandbox.partitions(DB, "quick_setup")).doesNotContain("august");
    assertThat(here.database().ask("SELECT partition_name FROM retention_row_count ORDER BY 1"))
        .as("what is gone since the night before is forgotten")
        .containsExactly("august");
  }

  @Slow
  @Test
  void whatCannotBeCountedIsKeptAndTheOthersGo() {
    night("2026-11-24");
    sandbox.on(COUNT).forPartition("march").react(Reaction.error(65535, "no stats"));

    assertThat(night("2026-11-25").exit()).isZero();

    assertThat(sandbox.partitions(DB, "quick_setup")).hasSize(7).contains("march");
    assertThat(reason("march"))
        .isEqualTo("KEPT its row count could not be read: the server refused the call");
  }

  @Slow
  @Test
  void aRunThatIsContinuedKeepsWhatGrewAndDropsTheOthers() {
    night("2026-11-24");
    sandbox.on("partitions/drop").forPartition("march").react(Reaction.error(65535, "no disk"));
    sandbox.on("partitions/drop").forPartition("may").react(Reaction.error(65535, "no disk"));
    sandbox.on("partitions/drop").forPartition("june").react(Reaction.error(65535, "no disk"));
    assertThat(night("2026-11-25").exit()).isEqualTo(3);
    sandbox.heal();
    sandbox.rows(DB, "quick_setup", "march", 1301);
    sandbox.on(COUNT).forPartition("june").react(Reaction.error(65535, "no stats"));
    sandbox.clearCalls();

    Ended rerun = here.run("rerun --output json");

    assertThat(rerun.exit()).as(rerun.all()).isZero();
    assertThat(Figures.of(rerun.only())).isEqualTo(new Figures(5, 0, 2, 0));
    assertThat(sandbox.mutations())
        .isNotEmpty()
        .allSatisfy(call -> assertThat(call.partitions()).containsExactly("may"));
    assertThat(here.results(2))
        .contains(
            "quick_setup/march SKIPPED", "quick_setup/june SKIPPED", "quick_setup/may DROPPED");
    assertThat(here.database().ask("SELECT error FROM retention_ledger WHERE state = 'SKIPPED'"))
        .containsExactlyInAnyOrder(
            "no longer eligible: STILL_WRITTEN, had 1300 rows at 2026-11-24T03:15:00Z and has 1301"
                + " now, although its period ended 2026-04-01T00:00:00Z",
            "no longer eligible: KEPT, its row count could not be read: the server refused the"
                + " call");
    assertThat(rerun.err()).contains("default.quick_setup/march: STILL_WRITTEN, had");
  }

  @Slow
  @Test
  void aRunThatIsContinuedSaysOfWhatIsGoneThatItIs() {
    night("2026-11-24");
    sandbox.on("partitions/drop").forPartition("march").react(Reaction.error(65535, "no disk"));
    assertThat(night("2026-11-25").exit()).isEqualTo(3);
    sandbox.heal();
    sandbox.dropPartitions(DB, "quick_setup", "march");

    assertThat(here.run("rerun").exit()).isZero();

    assertThat(here.results(2)).noneMatch(result -> result.endsWith(" SKIPPED"));
  }

  @Slow
  @Test
  void withOffARunThatIsContinuedCountsNothing() {
    here.rules(Installation.RULES);
    sandbox.on("partitions/drop").forPartition("march").react(Reaction.error(65535, "no disk"));
    assertThat(night("2026-11-25").exit()).isEqualTo(3);
    sandbox.heal();
    sandbox.rows(DB, "quick_setup", "march", 1301);
    sandbox.clearCalls();

    assertThat(here.run("rerun").exit()).isZero();

    assertThat(counted()).isEmpty();
    assertThat(sandbox.partitions(DB, "quick_setup")).doesNotContain("march");
  }

  @Slow
  @Test
  void aDryRunRemembersNothingAndSaysWhatTheRunWillDo() {
    night("2026-11-24");
    here.itIs("2026-11-25T03:15:00Z");
    List<String> before = here.database().ask("SELECT seen_at FROM retention_row_count");
    sandbox.rows(DB, "quick_setup", "march", 1301);

    Ended plan = here.run("plan --output json");

    assertThat(here.database().ask("SELECT seen_at FROM retention_row_count")).isEqualTo(before);
    assertThat(plan.only().get("summary").toString())
        .isEqualTo("{\"EXPIRED\":6,\"KEPT\":5,\"PROTECTED\":1,\"STILL_WRITTEN\":1}");
    assertThat(night("2026-11-25").only().get("dropped").intValue()).isEqualTo(6);
  }

  @Slow
  @Test
  void aRefusedNightCountsToo() {
    here.rules(RULES + "      max-drops: 3\n");
    night("2026-11-24");
    assertThat(night("2026-11-25").exit()).isEqualTo(4);
    sandbox.rows(DB, "quick_setup", "march", 1301);

    here.itIs("2026-11-26T03:15:00Z");

    assertThat(reason("march")).startsWith("STILL_WRITTEN had 1300 rows at 2026-11-25T03:15:00Z");
  }

  @Slow
  @Test
  void aReCreatedCollectionStartsFromItsBeginning() {
    night("2026-11-24");
    sandbox.recreateCollection(DB, "quick_setup");

    assertThat(night("2026-11-25").exit()).isZero();

    assertThat(sandbox.mutations()).isEmpty();
    assertThat(here.database().ask("SELECT DISTINCT collection_id FROM retention_row_count"))
        .containsExactly(String.valueOf(sandbox.collectionId(DB, "quick_setup")));
  }

  @Slow
  @Test
  void withWarnItGoesAndThePlanSaysThatItGrew() {
    here.rules(RULES + "      still-written: warn\n");
    assertThat(night("2026-11-24").only().get("dropped").intValue()).isEqualTo(7);
    here.itIs("2026-11-30T03:15:00Z");
    night("2026-11-30");
    sandbox.rows(DB, "quick_setup", "august", 5000);

    Ended warned = night("2026-12-01");

    assertThat(warned.only().get("dropped").intValue()).isEqualTo(1);
    assertThat(warned.err())
        .contains(
            "default.quick_setup/august goes by still-written: warn: had 1800 rows at"
                + " 2026-11-30T03:15:00Z and");
  }

  @Slow
  @Test
  void eachIsCountedOnceAndWithOffNoMoreThanBefore() {
    night("2026-11-24");
    assertThat(counted()).hasSize(7).allSatisfy((name, times) -> assertThat(times).isEqualTo(1));

    sandbox.clearCalls();
    here.rules(Installation.RULES);
    here.run("plan");
    assertThat(counted()).hasSize(7).allSatisfy((name, times) -> assertThat(times).isEqualTo(1));
    sandbox.clearCalls();
    here.run("plan --no-rows");
    assertThat(counted()).isEmpty();
  }

  private Map<String, Long> counted() {
    return sandbox.callsTo(COUNT).stream()
        .collect(Collectors.groupingBy(Call::partition, Collectors.counting()));
  }

  /** The night's run, as cron starts it. */
  private Ended night(String date) {
    here.itIs(date + "T03:15:00Z");
    return here.run("run --output json");
  }

  private String reason(String partition) {
    return here.run("plan --output json").only().get("partitions").values().stream()
        .filter(item -> item.get("partition").stringValue().equals(partition))
        .map(item -> item.get("verdict").stringValue() + " " + item.get("reason").stringValue())
        .findFirst()
        .orElseThrow();
  }
}
