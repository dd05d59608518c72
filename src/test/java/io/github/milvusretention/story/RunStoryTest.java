package io.github.milvusretention.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusretention.database.Databases;
import io.github.milvusretention.database.EveryDatabase;
import io.github.milvusretention.sandbox.Call;
import io.github.milvusretention.sandbox.Sandbox;
import io.github.milvusretention.tier.Slow;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A good night: plan, run, run again, look at what was done. */
@EveryDatabase
class RunStoryTest {
  private static final List<String> EXPIRED =
      List.of("january", "february", "march", "april", "may", "june", "july");

  private final Sandbox sandbox = Installation.quickSetup();
  private final Installation here;

  RunStoryTest(Databases database, @TempDir Path directory) {
    here = new Installation(database, directory, sandbox);
  }

  @Test
  void theCheckCountsOnePolicyAsOne() {
    assertThat(here.run("check").out()).contains("1 policy, no mistake");
  }

  @Test
  void thePlanShowsEveryPartitionAndTouchesNothing() {
    Ended planned = here.run("plan --output json");

    assertThat(planned.exit()).isZero();
    JsonNode plan = planned.only();
    assertThat(plan.propertyNames())
        .contains("policy", "asOf", "digest", "refusedBy", "summary", "partitions");
    assertThat(plan.get("policy").stringValue()).isEqualTo("quick-setup");
    assertThat(plan.get("asOf").stringValue()).isEqualTo("2026-11-24");
    assertThat(plan.get("digest").stringValue()).matches("sha256:[0-9a-f]{64}");
    assertThat(plan.get("refusedBy").isEmpty()).isTrue();
    assertThat(plan.get("summary")).hasToString("{\"EXPIRED\":7,\"KEPT\":5,\"PROTECTED\":1}");
    assertThat(plan.get("partitions")).hasSize(13);
    JsonNode january = partition(plan, "january");
    assertThat(january.propertyNames())
        .containsExactly(
            "cluster",
            "database",
            "collection",
            "partition",
            "verdict",
            "action",
            "reason",
            "start",
            "end",
            "expires",
            "rows");
    assertThat(january.get("cluster").stringValue()).isEqualTo("local");
    assertThat(january.get("database").stringValue()).isEqualTo("default");
    assertThat(january.get("collection").stringValue()).isEqualTo("quick_setup");
    assertThat(january.get("verdict").stringValue()).isEqualTo("EXPIRED");
    assertThat(january.get("reason").stringValue()).isNotBlank();
    assertThat(january.get("start").stringValue()).isEqualTo("2026-01-01T00:00Z");
    assertThat(january.get("end").stringValue()).isEqualTo("2026-02-01T00:00Z");
    assertThat(january.get("expires").stringValue()).isEqualTo("2026-05-01T00:00Z");
    assertThat(january.get("rows").longValue()).isEqualTo(1100);
    assertThat(partition(plan, "_default").get("verdict").stringValue()).isEqualTo("PROTECTED");
    assertThat(partition(plan, "_default").get("start").isNull()).isTrue();
    assertThat(sandbox.mutations()).isEmpty();

    Ended early = here.run("plan --as-of 2026-05-01 --output json");
    assertThat(partition(early.only(), "january").get("verdict").stringValue())
        .as("january goes on the first of May, not before")
        .isEqualTo("EXPIRED");
    Ended table = here.run("plan --as-of 2026-04-30 --details");
    assertThat(table.out()).contains("quick-setup as of 2026-04-30: ").contains("PROTECTED");
    assertThat(table.out().lines().filter(line -> line.contains("/january ")))
        .singleElement()
        .asString()
        .contains("KEPT");
    assertThat(here.run("runs --output json").json()).as("a plan is no run").isEmpty();
  }

  @Slow
  @Test
  void aRunDropsWhatIsExpiredOldestFirstAndOnlyOnce() {
    Ended ran = here.run("run", "--reason", "disk is full", "--output", "json");

    assertThat(ran.exit()).isZero();
    JsonNode run = ran.only();
    assertThat(run.propertyNames())
        .contains(
            "policy",
            "asOf",
            "attempt",
            "executionId",
            "status",
            "exitCode",
            "dropped",
            "released",
            "absent",
            "skipped",
            "failed",
            "left");
    assertThat(run.get("policy").stringValue()).isEqualTo("quick-setup");
    assertThat(run.get("asOf").stringValue()).isEqualTo("2026-11-24");
    assertThat(run.get("attempt").intValue()).isEqualTo(1);
    assertThat(run.get("status").stringValue()).isEqualTo("COMPLETED");
    assertThat(run.get("exitCode").intValue()).isZero();
    assertThat(Figures.of(run)).isEqualTo(new Figures(7, 0, 0, 0));
    assertThat(sandbox.partitions("default", "quick_setup"))
        .containsExactly("_default", "august", "december", "november", "october", "september");
    assertThat(sandbox.loaded("default", "quick_setup"))
        .as("what stays is as loaded as before")
        .containsExactly("december", "november", "october");
    assertThat(sandbox.callsTo("partitions/drop"))
        .extracting(Call::partition)
        .containsExactlyElementsOf(EXPIRED);
    assertThat(sandbox.mutations())
        .allSatisfy(call -> assertThat(EXPIRED).containsAll(call.partitions()));

    sandbox.clearCalls();
    Ended second = here.run("run --output json");
    assertThat(second.exit()).isZero();
    assertThat(second.only().get("status").stringValue()).isEqualTo("ALREADY_DONE");
    assertThat(sandbox.calls()).as("the cluster is not even asked").isEmpty();

    long execution = run.get("executionId").longValue();
    historyTellsOf(execution);
    ledgerTellsOf(execution);

    Ended again = here.run("run --again --output json");
    assertThat(again.exit()).isZero();
    assertThat(again.only().get("attempt").intValue()).isEqualTo(2);
    assertThat(Figures.of(again.only())).isEqualTo(new Figures(0, 0, 0, 0));
    assertThat(sandbox.mutations()).isEmpty();
    assertThat(here.run("runs --limit 1 --output json").only().get("attempt").intValue())
        .isEqualTo(2);
  }

  private void historyTellsOf(long execution) {
    JsonNode past = here.run("runs --policy quick-setup --output json").only();
    assertThat(past.get("executionId").longValue()).isEqualTo(execution);
    assertThat(past.get("status").stringValue()).isEqualTo("COMPLETED");
    assertThat(Figures.of(past)).isEqualTo(new Figures(7, 0, 0, 0));
    assertThat(Instant.parse(past.get("start").stringValue()))
        .isBeforeOrEqualTo(Instant.parse(past.get("end").stringValue()));
    assertThat(past.get("trigger").stringValue()).isEqualTo("manual");
    assertThat(past.get("requestedBy").stringValue())
        .startsWith(System.getProperty("user.name") + "@");
    assertThat(past.get("reason").stringValue()).isEqualTo("disk is full");
  }

  private void ledgerTellsOf(long execution) {
    JsonNode shown = here.run("show " + execution + " --output json").json();
    assertThat(shown.get("executionId").longValue()).isEqualTo(execution);
    assertThat(shown.get("policy").stringValue()).isEqualTo("quick-setup");
    assertThat(shown.get("asOf").stringValue()).isEqualTo("2026-11-24");
    assertThat(shown.get("items").values())
        .extracting(item -> item.get("partition").stringValue())
        .containsExactlyElementsOf(EXPIRED);
    JsonNode january = shown.get("items").get(0);
    assertThat(january.propertyNames())
        .containsExactly(
            "cluster",
            "database",
            "collection",
            "partition",
            "action",
            "state",
            "released",
            "releasedAt",
            "period",
            "rows",
            "attempts",
            "error",
            "updated",
            "lastExecutionId",
            "executionId",
            "collectionId",
            "reason",
            "expires",
            "waited",
            "calls",
            "since");
    assertThat(january.get("state").stringValue()).isEqualTo("DROPPED");
    assertThat(january.get("period").stringValue())
        .isEqualTo("2026-01-01T00:00Z/2026-02-01T00:00Z");
    assertThat(january.get("rows").longValue()).isEqualTo(1100);
    assertThat(january.get("attempts").intValue()).isEqualTo(1);
    assertThat(january.get("error").isNull()).isTrue();
    assertThat(january.get("updated").stringValue()).isEqualTo("2026-11-24T10:00:00Z");
    assertThat(january.get("calls").values())
        .extracting(
            call -> call.get("route").stringValue() + " " + call.get("outcome").stringValue())
        .containsExactly("partitions/release SUCCESS", "partitions/drop SUCCESS");
  }

  private static JsonNode partition(JsonNode plan, String name) {
    return plan.get("partitions").values().stream()
        .filter(item -> item.get("partition").stringValue().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
