package io.github.milvusretention.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusretention.database.Databases;
import io.github.milvusretention.database.OneDatabase;
import io.github.milvusretention.sandbox.Call;
import io.github.milvusretention.sandbox.CollectionSpec;
import io.github.milvusretention.sandbox.Reaction;
import io.github.milvusretention.sandbox.Sandbox;
import io.github.milvusretention.tier.Slow;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Nights on which something refuses, lies, vanishes or does not answer. */
@Slow
@OneDatabase
class FailureStoryTest {
  private static final String DROP = "partitions/drop";
  private static final String DB = "default";

  private final Sandbox sandbox = Installation.quickSetup();
  private final Installation here;

  FailureStoryTest(Databases database, @TempDir Path directory) {
    here = new Installation(database, directory, sandbox);
  }

  @Test
  void onePartitionThatKeepsRefusingHidesNoOtherAndARerunFinishesIt() {
    sandbox.on(DROP).forPartition("march").react(Reaction.loaded());

    Ended ran = here.run("run --output json");

    assertThat(ran.exit()).isEqualTo(3);
    assertThat(ran.only().get("status").stringValue()).isEqualTo("FAILED");
    assertThat(Figures.of(ran.only())).isEqualTo(new Figures(6, 0, 0, 1));
    assertThat(sandbox.partitions(DB, "quick_setup"))
        .containsExactly(
            "_default", "august", "december", "march", "november", "october", "september");
    JsonNode march = item(here.ledger(1), "march");
    assertThat(march.get("state").stringValue()).isEqualTo("FAILED");
    assertThat(march.get("released").booleanValue()).as("readers miss it").isTrue();
    assertThat(march.get("error").stringValue()).contains("loaded");
    assertThat(ran.stackTrace()).isEmpty();

    sandbox.heal();
    sandbox.clearCalls();
    Ended rerun = here.run("rerun --output json");

    assertThat(rerun.exit()).isZero();
    assertThat(rerun.only().get("attempt").intValue()).as("the same run").isEqualTo(1);
    assertThat(rerun.only().get("executionId").longValue()).isEqualTo(2);
    assertThat(Figures.of(rerun.only())).isEqualTo(new Figures(7, 0, 0, 0));
    assertThat(sandbox.mutations())
        .isNotEmpty()
        .allSatisfy(call -> assertThat(call.partitions()).containsExactly("march"));
    assertThat(sandbox.partitions(DB, "quick_setup")).doesNotContain("march");
    assertThat(here.run("rerun").err()).contains("nothing to rerun");
  }

  /** By the log; the table of the answer has it for the person who asked. */
  @Test
  void aFailureIsLoggedOnce() {
    here.rules(Installation.RULES + "      max-drops: 3\n");
    assertThat(lines(here.run("run"), "max-drops allows 3"))
        .singleElement()
        .asString()
        .contains(" ERROR ", "run 1 failed: the plan drops 7 partitions");

    here.rules(Installation.RULES);
    sandbox.on(DROP).forPartition("march").react(Reaction.loaded());
    Ended ran = here.run("run --again");
    assertThat(lines(ran, "partition is loaded")).hasSize(1);
    assertThat(lines(ran, " ERROR "))
        .singleElement()
        .asString()
        .contains("6 dropped, 0 absent, 0 skipped, 1 failed; 1 of 7 partitions of quick_setup");
    assertThat(lines(ran, " WARN "))
        .as("but for what the database of the tests is warned of")
        .allMatch(line -> line.contains("PersistenceCheck"));
    assertThat(lines(ran, "run 2 started: quick-setup as of 2026-11-24, attempt 2")).hasSize(1);

    sandbox.heal();
    sandbox.on("partitions/list").react(Reaction.error(65535, "no list"));
    assertThat(lines(here.run("run --again"), "no list"))
        .singleElement()
        .asString()
        .contains(" ERROR ", "not read when planned: ");
  }

  private static List<String> lines(Ended ended, String text) {
    return ended.err().lines().filter(line -> line.contains(text)).toList();
  }

  @Test
  void everyResultIsWhatTheServersListSays() {
    here.rules(
        Installation.ONE_BY_ONE.replace(
            "[quick_setup]", "[quick_setup, archive, recreated, vanished, keyed, missing]"));
    otherCollections();
    sandbox.on(DROP).forPartition("january").react(Reaction.loaded());
    sandbox
        .on(DROP)
        .onCollection("quick_setup")
        .forPartition("february")
        .react(Reaction.reset().before(call -> sandbox.dropPartitions(DB, "quick_setup", "june")));
    sandbox.on(DROP).forPartition("march").react(Reaction.reset().afterEffect());
    sandbox.on(DROP).forPartition("april").react(Reaction.lostEffect());
    sandbox
        .on(DROP)
        .forPartition("may")
        .react(Reaction.error(1100, "invalid parameter").afterEffect());
    sandbox.on(DROP).forPartition("july").react(Reaction.internalError().afterEffect());
    sandbox
        .on("collections/describe")
        .onCollection("recreated")
        .fromCall(2)
        .once()
        .react(Reaction.honest().before(call -> sandbox.recreateCollection(DB, "recreated")));

    sandbox
        .on("collections/describe")
        .onCollection("vanished")
        .fromCall(2)
        .once()
        .react(Reaction.honest().before(call -> sandbox.dropCollection(DB, "vanished")));

    Ended ran = here.run("run --output json");

    assertThat(here.results(1))
        .containsExactlyInAnyOrder(
            "quick_setup/january FAILED",
            "quick_setup/february DROP_SENT",
            "quick_setup/march DROPPED",
            "quick_setup/april DROP_SENT",
            "quick_setup/may DROPPED",
            "quick_setup/june ABSENT",
            "quick_setup/july DROPPED",
            "archive/february DROPPED",
            "archive/june DROPPED",
            "vanished/february ABSENT",
            "recreated/february SKIPPED",
            "recreated/june SKIPPED");
    assertThat(ran.exit()).isEqualTo(3);
    assertThat(Figures.of(ran.only())).isEqualTo(new Figures(5, 2, 2, 3));
    assertThat(ran.err()).as("a note on what the rules name and nobody has").contains("missing");
    assertThat(dropped("archive")).as("oldest first").containsExactly("february", "june");
    assertThat(mutations("recreated")).isEmpty();
    assertThat(mutations("keyed")).isEmpty();
    assertThat(sandbox.partitions(DB, "recreated")).contains("february", "june");
    assertThat(sandbox.callsTo(DROP))
        .as("a drop that showed no effect is sent once more, and one that did is not")
        .filteredOn(call -> call.collection().equals("quick_setup"))
        .extracting(Call::partition)
        .filteredOn(List.of("february", "march", "april")::contains)
        .containsExactly("february", "february", "march", "april", "april");
    assertThat(item(here.ledger(1), "april").get("error").stringValue()).contains("still lists it");
    assertThat(ran.stackTrace()).isEmpty();

    sandbox.heal();
    sandbox.clearCalls();
    Ended rerun = here.run("rerun 1 --output json");

    assertThat(rerun.exit()).isZero();
    assertThat(Figures.of(rerun.only())).isEqualTo(new Figures(8, 2, 2, 0));
    assertThat(sandbox.callsTo(DROP))
        .extracting(Call::partition)
        .containsExactly("january", "february", "april");
    assertThat(item(here.ledger(1), "february").get("attempts").intValue()).isEqualTo(3);
  }

  private void otherCollections() {
    sandbox.createCollection(DB, "archive");
    sandbox.createPartitions(DB, "archive", "june", "november", "february");
    sandbox.createCollection(DB, "recreated");
    sandbox.createPartitions(DB, "recreated", "june", "february", "november");
    sandbox.createCollection(DB, "vanished");
    sandbox.createPartitions(DB, "vanished", "february", "november");
    sandbox.createCollection(DB, "keyed", CollectionSpec.partitionKey(4));
  }

  private List<String> dropped(String collection) {
    return sandbox.callsTo(DROP).stream()
        .filter(call -> call.collection().equals(collection))
        .map(Call::partition)
        .toList();
  }

  private List<Call> mutations(String collection) {
    return sandbox.mutations().stream()
        .filter(call -> call.collection().equals(collection))
        .toList();
  }

  @Test
  void aWrongTokenIsRefusedAndShownNowhere() {
    String secret = "root:N0t-The-Right-0ne";
    here.variable("MILVUS_TOKEN", secret);

    for (String command : List.of("plan", "run", "run --output json", "check", "runs")) {
      Ended ended = here.run(command);

      assertThat(ended.exit()).as(command).isEqualTo(command.equals("runs") ? 0 : 6);
      assertThat(ended.all()).as(command).doesNotContain(secret, "N0t-The-Right-0ne");
      assertThat(ended.stackTrace()).as(command).isEmpty();
    }
    assertThat(here.run("run").all()).contains("token");
    assertThat(here.database().everything())
        .anyMatch(cell -> cell.contains("CLUSTER_UNUSABLE"))
        .noneMatch(cell -> cell.contains("N0t-The-Right-0ne"));
    assertThat(sandbox.mutations()).isEmpty();

    here.variable("MILVUS_TOKEN", Installation.TOKEN);
    Ended cured = here.run("rerun --output json");
    assertThat(cured.exit()).isZero();
    assertThat(Figures.of(cured.only())).isEqualTo(new Figures(7, 0, 0, 0));
    assertThat(here.database().everything()).noneMatch(cell -> cell.contains(Installation.TOKEN));
  }

  @Test
  void aTokenThatIsRevokedInTheMiddleStopsTheRunWhereItIs() {
    here.rules(Installation.ONE_BY_ONE);
    sandbox
        .on(DROP)
        .forPartition("february")
        .react(
            Reaction.honest()
                .after(c -> sandbox.on("partitions/list").times(4).react(Reaction.badGateway())));
    sandbox.on(DROP).forPartition("march").react(Reaction.unauthenticated());

    Ended ran = here.run("run --output json");

    assertThat(ran.exit()).isEqualTo(6);
    assertThat(here.results(1))
        .as("of february nobody knows yet; after march nothing was tried")
        .containsExactly(
            "quick_setup/january DROPPED",
            "quick_setup/february DROP_SENT",
            "quick_setup/march FAILED",
            "quick_setup/april PLANNED",
            "quick_setup/may PLANNED",
            "quick_setup/june PLANNED",
            "quick_setup/july PLANNED");
    assertThat(ran.stackTrace()).isEmpty();

    sandbox.heal();
    sandbox.clearCalls();
    Ended rerun = here.run("rerun --output json");

    assertThat(rerun.exit()).isZero();
    assertThat(Figures.of(rerun.only())).isEqualTo(new Figures(7, 0, 0, 0));
    assertThat(sandbox.callsTo(DROP))
        .extracting(Call::partition)
        .containsExactly("march", "april", "may", "june", "july");
  }

  @Test
  void aClusterThatIsDownEndsTheRunAndSaysSo() {
    sandbox.close();

    for (String command : List.of("plan", "run", "check")) {
      Ended ended = here.run(command);

      assertThat(ended.exit()).as(command).isEqualTo(6);
      assertThat(ended.all()).as(command).contains("cluster local");
      assertThat(ended.stackTrace()).as(command).isEmpty();
    }
    assertThat(here.results(1)).isEmpty();
  }

  private static JsonNode item(List<JsonNode> ledger, String partition) {
    return ledger.stream()
        .filter(item -> item.get("partition").stringValue().equals(partition))
        .filter(item -> item.get("collection").stringValue().equals("quick_setup"))
        .findFirst()
        .orElseThrow();
  }
}
