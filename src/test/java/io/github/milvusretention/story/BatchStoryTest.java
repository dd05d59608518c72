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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What a user sees of partitions that are released and confirmed together. */
@Slow
@EveryDatabase
class BatchStoryTest {
  private static final String DB = "default";
  private static final String COLLECTION = "quick_setup";
  private static final String DROP = "partitions/drop";
  private static final String RELEASE = "partitions/release";
  private static final List<String> MONTHS =
      List.of("january", "february", "march", "april", "may", "june", "july");

  private final Sandbox sandbox = Installation.quickSetup();
  private final Installation here;

  BatchStoryTest(Databases kind, @TempDir Path directory) {
    here = new Installation(kind, directory, sandbox);
    sandbox.load(DB, COLLECTION, MONTHS.toArray(String[]::new));
  }

  private static List<String> routes(JsonNode item) {
    return item.get("calls").values().stream()
        .map(call -> call.get("route").stringValue())
        .toList();
  }

  @Test
  void oneReleaseIsNamedAtEveryRow() {
    assertThat(here.run("run").exit()).isZero();

    assertThat(sandbox.callsTo(RELEASE))
        .as("until the first drop has succeeded, one alone")
        .extracting(Call::partitions)
        .containsExactly(MONTHS.subList(0, 1), MONTHS.subList(1, 7));
    assertThat(here.ledger(1))
        .hasSize(7)
        .allSatisfy(item -> assertThat(routes(item)).containsExactly(RELEASE, DROP));
  }

  @Test
  void whatAStopLeavesReleasedComesFirstInTheRerun() {
    here.rules(Installation.RULES + "      release-batch: 3\n");
    sandbox
        .on(DROP)
        .forPartition("march")
        .react(Reaction.honest().before(call -> here.run("stop 1 --output json")));

    Ended ran = here.run("run --output json");

    assertThat(ran.exit()).isEqualTo(3);
    assertThat(here.results(1))
        .contains("quick_setup/february DROPPED", "quick_setup/march DROPPED")
        .contains("quick_setup/april PLANNED", "quick_setup/may PLANNED");
    assertThat(sandbox.callsTo(RELEASE)).as("no further batch").hasSize(2);
    assertThat(here.ledger(1))
        .filteredOn(item -> item.get("released").booleanValue())
        .extracting(item -> item.get("partition").stringValue())
        .containsExactly("january", "february", "march", "april");

    sandbox.clearCalls();
    assertThat(here.run("rerun").exit()).isZero();

    assertThat(sandbox.callsTo(RELEASE))
        .extracting(Call::partitions)
        .as("april is released already")
        .containsExactly(List.of("may", "june", "july"));
    assertThat(sandbox.callsTo(DROP))
        .extracting(Call::partition)
        .containsExactly("april", "may", "june", "july");
  }

  @Test
  void aNameThatComesBackDuringTheBatchIsNotDroppedAgain() {
    sandbox
        .on(DROP)
        .forPartition("february")
        .react(
            Reaction.honest().after(call -> sandbox.createPartitions(DB, COLLECTION, "february")));

    assertThat(here.run("run").exit()).isEqualTo(3);

    assertThat(sandbox.partitions(DB, COLLECTION)).contains("february");
    assertThat(sandbox.callsTo(DROP)).hasSize(7);
    assertThat(here.results(1)).contains("quick_setup/february DROP_SENT");
    assertThat(here.ledger(1).get(1).get("error").stringValue()).contains("new data");
  }

  @Test
  void oneNameThatTheServerRefusesToReleaseSpoilsNothing() {
    sandbox.on(RELEASE).forPartition("march").react(Reaction.error(1100, "not this one"));

    assertThat(here.run("run").exit()).isEqualTo(3);

    List<String> others = MONTHS.stream().filter(name -> !name.equals("march")).toList();
    assertThat(here.results(1))
        .contains("quick_setup/march FAILED")
        .containsAll(others.stream().map(name -> "quick_setup/" + name + " DROPPED").toList());
    assertThat(sandbox.callsTo(RELEASE))
        .extracting(Call::partitions)
        .startsWith(List.of("january"), MONTHS.subList(1, 7), List.of("february"));
  }
}
