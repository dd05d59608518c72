package io.github.milvusretention.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusretention.database.Databases;
import io.github.milvusretention.database.EveryDatabase;
import io.github.milvusretention.sandbox.Reaction;
import io.github.milvusretention.sandbox.Sandbox;
import io.github.milvusretention.tier.Slow;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

@Slow
@EveryDatabase
class PurgeStoryTest {
  private static final String DB = "default";
  private static final List<String> TABLES =
      List.of(
          "batch_job_instance",
          "batch_job_execution",
          "batch_step_execution",
          "batch_job_execution_params",
          "retention_call");

  private final Sandbox sandbox = Installation.quickSetup();
  private final Installation here;

  PurgeStoryTest(Databases database, @TempDir Path directory) {
    here = new Installation(database, directory, sandbox);
  }

  private long count(String table) {
    return Long.parseLong(here.database().ask("SELECT count(*) FROM " + table).get(0));
  }

  /** Spring Batch goes by the machine's clock, so the time that passes has to pass it by far. */
  private void manyYearsPass() {
    here.itIs("2100-01-01T00:00:00Z");
  }

  @Test
  void finishedRunsGoAndTheTombstonesStay() {
    assertThat(here.run("run").exit()).isZero();
    assertThat(here.run("run --as-of 2026-11-23").exit()).isZero();
    long rows = count("retention_ledger WHERE state = 'DROPPED'");
    assertThat(count("retention_call")).isGreaterThanOrEqualTo(rows);
    assertThat(here.run("purge --older-than P1Y").out()).startsWith("0 finished runs removed");

    Map<String, Long> before = new HashMap<>();
    for (String table : TABLES) {
      before.put(table, count(table));
    }
    manyYearsPass();
    JsonNode purged = here.run("purge --older-than P1Y --output json").json();
    assertThat(purged.get("removed").intValue()).isEqualTo(1);

    for (String table : TABLES) {
      assertThat(count(table)).as(table).isLessThanOrEqualTo(before.getOrDefault(table, 0L) / 2);
    }
    assertThat(count("batch_job_instance")).as("the policy's newest").isEqualTo(1);
    assertThat(count("retention_call")).as("it sent none").isZero();
    assertThat(count("retention_ledger WHERE state = 'DROPPED'")).isEqualTo(rows).isEqualTo(7);
    assertThat(here.run("runs --output json").json()).hasSize(1);

    sandbox.clearCalls();
    here.itIs("2026-11-24T10:00:00Z");
    assertThat(here.run("run").exit()).as("the same as-of once more").isZero();
    assertThat(sandbox.mutations()).isEmpty();
  }

  @Test
  void anUnfinishedRunIsNeverRemovedAndGoesOnAfterwards() {
    sandbox.on("partitions/drop").forPartition("march").react(Reaction.loaded());
    assertThat(here.run("run").exit()).isEqualTo(3);
    manyYearsPass();

    assertThat(here.run("purge --older-than P1D").out()).startsWith("0 finished runs removed");

    sandbox.heal();
    here.itIs("2026-11-24T10:00:00Z");
    assertThat(here.run("rerun 1").exit()).isZero();
    assertThat(sandbox.partitions(DB, "quick_setup")).doesNotContain("march");
    manyYearsPass();
    here.itIs("2026-11-24T10:00:00Z");
    assertThat(here.run("run --again").exit()).as("a newer one").isZero();
    manyYearsPass();
    assertThat(count("retention_earlier_result")).isEqualTo(1);
    assertThat(here.run("purge --older-than P1D").out())
        .as("failed first, finished then")
        .startsWith("1 finished runs removed");
    assertThat(count("retention_earlier_result")).isZero();
  }

  @Test
  void manyGoInSteps() {
    for (int day = 1; day <= 3; day++) {
      assertThat(here.run("run --as-of 2026-11-0" + day).exit()).isZero();
    }
    manyYearsPass();

    assertThat(here.run("purge --older-than P50Y").out()).startsWith("2 finished runs removed");
  }
}
