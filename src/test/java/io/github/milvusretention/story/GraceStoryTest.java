package io.github.milvusretention.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusretention.database.Databases;
import io.github.milvusretention.database.EveryDatabase;
import io.github.milvusretention.sandbox.Call;
import io.github.milvusretention.sandbox.Reaction;
import io.github.milvusretention.sandbox.Sandbox;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A policy with a grace: one night releases, and a later one drops. */
@EveryDatabase
class GraceStoryTest {
  private static final String DB = "default";
  private static final String RELEASE = "partitions/release";
  private static final String DROP = "partitions/drop";
  private static final List<String> DUE =
      List.of("2026_01", "2026_02", "2026_03", "2026_04", "2026_05", "2026_06");
  private static final String WITHOUT =
      """
      retention:
        clusters:
          local:
            uri: ${MILVUS_URI}
            token: ${MILVUS_TOKEN}
            request-timeout: 5s
            max-calls-per-second: 1000
        policies:
          docs:
            cluster: local
            collections: [docs]
            partitions: [uuuu_MM]
            keep: P3M
            new-rules: off
            max-share: 100%
            still-written: off
      """;
  private static final String WEEK = WITHOUT + "      grace: P7D\n";

  private final Sandbox sandbox = Sandbox.builder().token(Installation.TOKEN).start();
  private final Installation here;

  GraceStoryTest(Databases database, @TempDir Path directory) {
    here = new Installation(database, directory, sandbox).rules(WEEK);
  }

  @BeforeEach
  void fill() {
    sandbox.createCollection(DB, "docs");
    sandbox.createPartitions(DB, "docs", DUE);
    sandbox.createPartitions(DB, "docs", "2026_10", "2026_11");
    sandbox.load(DB, "docs", "2026_04", "2026_05", "2026_06", "2026_11");
    sandbox.clearCalls();
  }

  @AfterEach
  void stop() {
    sandbox.close();
  }

  @Test
  void oneRunReleasesAndTheFirstOneAfterTheGraceDrops() {
    assertThat(actions()).containsExactly("RELEASE");
    assertThat(sandbox.mutations()).isEmpty();

    Ended first = here.run("run --output json");

    assertThat(first.exit()).as(first.all()).isZero();
    assertThat(first.only().get("released").intValue()).isEqualTo(6);
    assertThat(first.only().get("dropped").intValue()).isZero();
    assertThat(sandbox.callsTo(DROP)).isEmpty();
    assertThat(released())
        .as("only what is loaded")
        .containsExactlyInAnyOrder("2026_04", "2026_05", "2026_06");
    assertThat(sandbox.loaded(DB, "docs")).containsExactly("2026_11");
    assertThat(sandbox.partitions(DB, "docs")).containsAll(DUE);
    assertThat(here.ledger(1))
        .hasSize(6)
        .allSatisfy(
            row -> {
              assertThat(row.get("state").stringValue()).isEqualTo("RELEASED");
              assertThat(row.get("action").stringValue()).isEqualTo("RELEASE");
              assertThat(row.get("releasedAt").stringValue()).isEqualTo("2026-11-24T10:00:00Z");
            });

    sandbox.clearCalls();
    here.itIs("2026-12-01T09:59:59Z");
    assertThat(actions()).containsExactly("WAIT");
    assertThat(here.run("plan --only EXPIRED").out())
        .contains("waits until 2026-12-01T10:00:00Z (grace)")
        .contains("; of those expired 6 released and waiting\n")
        .doesNotContain("KEPT");
    Ended waiting = here.run("run --output json");
    assertThat(waiting.exit()).as(waiting.all()).isZero();
    assertThat(waiting.err()).contains("6 released partitions wait");
    assertThat(here.results(2)).isEmpty();
    assertThat(sandbox.mutations()).isEmpty();

    here.itIs("2026-12-02T10:00:00Z");
    assertThat(actions()).containsExactly("DROP");
    Ended last = here.run("run --output json");

    assertThat(last.exit()).as(last.all()).isZero();
    assertThat(last.only().get("dropped").intValue()).isEqualTo(6);
    assertThat(sandbox.callsTo(RELEASE)).isEmpty();
    assertThat(sandbox.partitions(DB, "docs")).containsExactly("2026_10", "2026_11", "_default");
    assertThat(here.ledger(3))
        .hasSize(6)
        .allSatisfy(
            row -> {
              assertThat(row.get("state").stringValue()).isEqualTo("DROPPED");
              assertThat(row.get("releasedAt").stringValue()).isEqualTo("2026-11-24T10:00:00Z");
            });
    assertThat(waitingInRepository()).isZero();
  }

  @Test
  void whatIsLoadedAgainIsKeptAndReportedAndWaitsAnewOnceItIsReleasedAgain() {
    assertThat(here.run("run").exit()).isZero();
    sandbox.load(DB, "docs", "2026_05");
    sandbox.clearCalls();
    here.itIs("2026-12-02T10:00:00Z");

    assertThat(verdict("2026_05")).isEqualTo("IN_USE");
    Ended next = here.run("run --output json");

    assertThat(next.exit()).as(next.all()).isZero();
    assertThat(next.err()).contains("1 released partitions were loaded again and are kept");
    assertThat(sandbox.partitions(DB, "docs"))
        .containsExactly("2026_05", "2026_10", "2026_11", "_default");
    assertThat(sandbox.loaded(DB, "docs")).contains("2026_05");

    // Somebody unloads it: it was not released all the time, so that it begins anew.
    unload("2026_05");
    here.itIs("2026-12-03T10:00:00Z");
    assertThat(actions()).containsExactly("RELEASE");
    assertThat(here.run("run").exit()).isZero();
    here.itIs("2026-12-09T10:00:00Z");
    assertThat(actions()).containsExactly("WAIT");
    here.itIs("2026-12-10T10:00:00Z");
    assertThat(here.run("run").exit()).isZero();
    assertThat(sandbox.partitions(DB, "docs")).doesNotContain("2026_05");
  }

  @Test
  void whatIsInUseIsReleasedAgainOnceAPersonAcceptsItAndWaitsAnew() {
    assertThat(here.run("run").exit()).isZero();
    sandbox.load(DB, "docs", "2026_05");
    here.itIs("2026-12-02T10:00:00Z");
    Ended kept = here.run("run");
    assertThat(kept.exit()).isZero();
    Matcher accept =
        Pattern.compile("run --policy docs [^;]*--accept sha256:[0-9a-f]{64}").matcher(kept.all());
    assertThat(accept.find()).as(kept.all()).isTrue();
    sandbox.clearCalls();

    Ended accepted = here.run(accept.group().split(" "));

    assertThat(accepted.exit()).as(accepted.all()).isZero();
    assertThat(released()).containsExactly("2026_05");
    assertThat(sandbox.callsTo(DROP)).isEmpty();
    here.itIs("2026-12-03T10:00:00Z");
    assertThat(actions()).containsExactly("WAIT");
    here.itIs("2026-12-09T10:00:00Z");
    assertThat(here.run("run").exit()).isZero();
    assertThat(sandbox.partitions(DB, "docs")).doesNotContain("2026_05");
  }

  @Test
  void aServerThatWasRestartedAndHasLoadedAllLosesNothing() {
    assertThat(here.run("run").exit()).isZero();
    sandbox.load(DB, "docs", DUE.toArray(String[]::new));
    sandbox.clearCalls();
    here.itIs("2026-12-02T10:00:00Z");

    Ended next = here.run("run --output json");

    assertThat(next.exit()).as(next.all()).isZero();
    assertThat(sandbox.mutations()).isEmpty();
    assertThat(sandbox.partitions(DB, "docs")).containsAll(DUE);
  }

  @Test
  void whatIsLoadedBetweenPlanAndDropIsKept() {
    assertThat(here.run("run").exit()).isZero();
    here.itIs("2026-12-02T10:00:00Z");
    sandbox
        .on(DROP)
        .once()
        .react(Reaction.honest().before(call -> sandbox.load(DB, "docs", "2026_04")));
    sandbox.clearCalls();

    Ended next = here.run("run --output json");

    assertThat(next.exit()).as(next.all()).isZero();
    assertThat(here.results(2)).contains("docs/2026_04 SKIPPED");
    assertThat(sandbox.callsTo(RELEASE)).isEmpty();
    assertThat(sandbox.loaded(DB, "docs")).contains("2026_04");
  }

  @Test
  void aLoadStateThatCannotBeReadKeepsThePartition() {
    assertThat(here.run("run").exit()).isZero();
    here.itIs("2026-12-02T10:00:00Z");
    sandbox
        .on("collections/get_load_state")
        .forPartition("2026_03")
        .react(Reaction.error(65535, "no answer today"));

    assertThat(verdict("2026_03")).isEqualTo("KEPT");
    assertThat(here.run("run").exit()).isZero();

    assertThat(sandbox.partitions(DB, "docs"))
        .containsExactly("2026_03", "2026_10", "2026_11", "_default");
    sandbox.heal();
    here.itIs("2026-12-03T10:00:00Z");
    assertThat(here.run("run").exit()).isZero();
    assertThat(sandbox.partitions(DB, "docs")).doesNotContain("2026_03");
  }

  @Test
  void aRunThatCannotConfirmItsReleaseFailsAndItsRerunCountsFromItsOwnConfirmation() {
    // What a killed process leaves is the same: a release was sent, and nobody knows its effect.
    sandbox.on(RELEASE).react(Reaction.honest().after(call -> breakLoadStates()));

    assertThat(here.run("run").exit()).isEqualTo(3);
    assertThat(here.results(1)).noneMatch(row -> row.endsWith(" RELEASED") && row.contains("_04"));

    sandbox.heal();
    here.itIs("2026-11-25T12:00:00Z");
    assertThat(here.run("rerun 1").exit()).isZero();
    assertThat(here.ledger(1))
        .filteredOn(row -> row.get("partition").stringValue().equals("2026_04"))
        .singleElement()
        .satisfies(
            row -> {
              assertThat(row.get("state").stringValue()).isEqualTo("RELEASED");
              assertThat(row.get("releasedAt").stringValue()).isEqualTo("2026-11-25T12:00:00Z");
            });
  }

  @Test
  void aGraceThatIsWrittenLaterReleasesFirst() {
    here.rules(WITHOUT);
    sandbox.on(DROP).react(Reaction.error(65535, "no disk left"));
    assertThat(here.run("run").exit()).isEqualTo(3);
    sandbox.heal();
    sandbox.load(DB, "docs", "2026_04");
    sandbox.clearCalls();
    here.rules(WEEK);

    // The plan of that run says drop; its rules no longer do.
    Ended rerun = here.run("rerun 1");

    assertThat(rerun.exit()).as(rerun.all()).isZero();
    assertThat(here.results(1)).allMatch(row -> row.endsWith(" SKIPPED"));
    assertThat(sandbox.mutations()).isEmpty();
    here.itIs("2026-11-25T10:00:00Z");
    assertThat(actions()).containsExactly("RELEASE");
    assertThat(here.run("run").exit()).isZero();
    assertThat(sandbox.callsTo(DROP)).isEmpty();
    assertThat(sandbox.partitions(DB, "docs")).containsAll(DUE);
  }

  @Test
  void aGraceMayGetLongerShorterOrGo() {
    assertThat(here.run("run").exit()).isZero();
    here.itIs("2026-12-02T10:00:00Z");

    here.rules(WITHOUT + "      grace: P30D\n");
    assertThat(actions()).containsExactly("WAIT");
    here.rules(WITHOUT + "      grace: PT200H\n");
    assertThat(actions()).containsExactly("WAIT");
    here.rules(WITHOUT + "      grace: PT192H\n");
    assertThat(actions()).containsExactly("DROP");
    here.itIs("2026-11-25T10:00:00Z");
    assertThat(actions()).containsExactly("WAIT");
    here.rules(WITHOUT);
    assertThat(actions()).containsExactly("DROP");
    sandbox.load(DB, "docs", "2026_04");
    assertThat(verdict("2026_04")).as("without a grace too").isEqualTo("IN_USE");
  }

  @Test
  void aPlanFrozenBeforeTheGraceGotLongerDropsNothing() {
    assertThat(here.run("run").exit()).isZero();
    here.itIs("2026-12-02T10:00:00Z");
    sandbox.on(DROP).react(Reaction.error(65535, "no disk left"));
    assertThat(here.run("run").exit()).isEqualTo(3);
    sandbox.heal();
    sandbox.clearCalls();
    here.rules(WITHOUT + "      grace: P30D\n");

    assertThat(here.run("rerun 2").exit()).isZero();

    assertThat(here.results(2)).allMatch(row -> row.endsWith(" SKIPPED"));
    assertThat(sandbox.mutations()).isEmpty();
  }

  @Test
  void aCollectionThatIsRecreatedBeginsAnew() {
    assertThat(here.run("run").exit()).isZero();
    sandbox.recreateCollection(DB, "docs");
    here.itIs("2026-12-02T10:00:00Z");

    assertThat(actions()).containsExactly("RELEASE");
    assertThat(here.run("run").exit()).isZero();
    assertThat(sandbox.partitions(DB, "docs")).containsAll(DUE);
    assertThat(waitingInRepository()).as("the old collection's are forgotten").isEqualTo(6);
  }

  @Test
  void aPartitionThatWasSeenMissingAndIsThereAgainBeginsAnew() {
    assertThat(here.run("run").exit()).isZero();
    sandbox.dropPartitions(DB, "docs", "2026_03");
    here.itIs("2026-11-28T10:00:00Z");
    assertThat(here.run("run").exit()).isZero();
    assertThat(waitingInRepository()).isEqualTo(5);
    sandbox.createPartitions(DB, "docs", "2026_03");
    here.itIs("2026-12-02T10:00:00Z");

    assertThat(actions()).containsExactlyInAnyOrder("RELEASE", "DROP");
    assertThat(here.run("run").exit()).isZero();

    assertThat(sandbox.partitions(DB, "docs")).contains("2026_03").doesNotContain("2026_02");
  }

  @Test
  void aPolicyWithAnotherNameGoesOnWhereTheOneBeforeWas() {
    assertThat(here.run("run").exit()).isZero();
    here.rules(WEEK.replace("  docs:\n", "  documents:\n"));
    here.itIs("2026-11-28T10:00:00Z");
    assertThat(actions()).containsExactly("WAIT");
  }

  @Test
  void theGuardsCountReleasesAndDropsApartAndWaitingOnesNotAtAll() {
    here.rules(WEEK + "      max-drops: 6\n");
    assertThat(here.run("run").exit()).isZero();
    here.itIs("2026-12-02T10:00:00Z");
    sandbox.createPartitions(DB, "docs", "2025_01", "2025_02", "2025_03", "2025_04");
    assertThat(actions()).containsExactlyInAnyOrder("RELEASE", "DROP");
    assertThat(here.run("plan").exit()).as("6 drops and 4 releases").isZero();

    here.rules(WEEK + "      max-drops: 5\n");
    Ended drops = here.run("run --output json");
    assertThat(drops.exit()).isEqualTo(4);
    assertThat(drops.err()).contains("the plan drops 6 partitions; max-drops allows 5");

    sandbox.createPartitions(DB, "docs", "2025_05", "2025_06", "2025_07");
    here.rules(WEEK + "      max-drops: 6\n");
    Ended releases = here.run("run --again --output json");
    assertThat(releases.exit()).isEqualTo(4);
    assertThat(releases.err()).contains("the plan releases 7 partitions; max-drops allows 6");

    here.rules(WEEK.replace("100%", "45%"));
    assertThat(here.run("plan").out())
        .contains("the plan releases 7 of 15 (46.7%) in default.docs; max-share allows 45%")
        .doesNotContain("the plan drops");
    here.itIs("2026-11-28T10:00:00Z");
    sandbox.dropPartitions(
        DB, "docs", "2025_01", "2025_02", "2025_03", "2025_04", "2025_05", "2025_06", "2025_07");
    here.rules(WEEK.replace("100%", "1%") + "      max-drops: 1\n");
    assertThat(actions()).containsExactly("WAIT");
    assertThat(here.run("plan").exit()).as("nothing but waiting").isZero();
  }

  @Test
  void anAcceptedPlanOfReleasesIsNotOneOfDrops() {
    here.rules(WEEK + "      max-drops: 5\n");
    Ended refused = here.run("run --output json");
    assertThat(refused.exit()).isEqualTo(4);
    String digest = here.run("plan --output json").only().get("digest").stringValue();
    here.rules(WITHOUT + "      max-drops: 5\n");

    assertThat(here.run("rerun 1 --accept " + digest).exit()).isEqualTo(4);
    assertThat(sandbox.mutations()).isEmpty();

    here.rules(WEEK + "      max-drops: 5\n");
    assertThat(here.run("rerun 1 --accept " + digest).exit()).isZero();
    assertThat(sandbox.callsTo(DROP)).isEmpty();
    assertThat(waitingInRepository()).isEqualTo(6);
  }

  @Test
  void aPurgeLeavesWhatAGraceNeeds() {
    assertThat(here.run("run").exit()).isZero();
    here.itIs("2100-01-01T00:00:00Z");
    here.rules(WITHOUT + "      grace: P100Y\n");
    assertThat(here.run("run --as-of 2026-11-25").exit()).isZero();
    assertThat(here.run("purge --older-than P1Y").out()).startsWith("1 finished runs removed");

    assertThat(waitingInRepository()).isEqualTo(6);
    here.rules(WEEK);
    assertThat(actions()).contains("DROP");
  }

  private void breakLoadStates() {
    sandbox.on("collections/get_load_state").react(Reaction.error(65535, "no answer today"));
  }

  private void unload(String partition) {
    sandbox.dropPartitions(DB, "docs", partition);
    sandbox.createPartitions(DB, "docs", partition);
  }

  private int waitingInRepository() {
    return Integer.parseInt(here.database().ask("SELECT count(*) FROM retention_release").get(0));
  }

  private List<String> released() {
    List<String> names = new ArrayList<>();
    for (Call call : sandbox.callsTo(RELEASE)) {
      names.addAll(call.partitions());
    }
    return names;
  }

  /** What the plan does with the expired partitions, each once. */
  private List<String> actions() {
    return StreamSupport.stream(partitions().spliterator(), false)
        .filter(item -> !item.get("action").isNull())
        .map(item -> item.get("action").stringValue())
        .distinct()
        .collect(Collectors.toList());
  }

  private String verdict(String partition) {
    return StreamSupport.stream(partitions().spliterator(), false)
        .filter(item -> item.get("partition").stringValue().equals(partition))
        .map(item -> item.get("verdict").stringValue())
        .findFirst()
        .orElseThrow();
  }

  private tools.jackson.databind.JsonNode partitions() {
    return here.run("plan --output json").only().get("partitions");
  }
}
