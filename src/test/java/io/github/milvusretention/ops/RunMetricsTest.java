package io.github.milvusretention.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.github.milvusretention.drop.PartitionSettled;
import io.github.milvusretention.job.LastSuccess;
import io.github.milvusretention.job.RunFinished;
import io.github.milvusretention.job.RunReport;
import io.github.milvusretention.ledger.LedgerCounts;
import io.github.milvusretention.ledger.Releases;
import io.github.milvusretention.ledger.State;
import io.github.milvusretention.period.AsOf;
import io.github.milvusretention.policy.Address;
import io.github.milvusretention.rules.Rules;
import io.github.milvusretention.rules.WrittenRules;
import io.github.milvusretention.run.RunExit;
import io.github.milvusretention.run.RunKey;
import io.github.milvusretention.run.RunOrigin;
import io.github.milvusretention.run.Trigger;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RunMetricsTest {
  private static final Instant NOVEMBER = Instant.parse("2026-11-24T03:16:00Z");

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final LastSuccess lastSuccess = mock(LastSuccess.class);
  private final Releases releases = mock(Releases.class);

  @Test
  void everySeriesOfEveryPolicyExistsFromTheStart() {
    metrics();

    assertThat(registry.scrape())
        .contains("retention_partitions_total{policy=\"nightly\",state=\"DROPPED\"} 0.0")
        .contains("retention_partitions_total{policy=\"nightly\",state=\"FAILED\"} 0.0")
        .contains("retention_partitions_total{policy=\"by-hand\",state=\"DROPPED\"} 0.0")
        .contains("retention_runs_total{exit=\"DONE\",policy=\"nightly\"} 0.0")
        .contains("retention_runs_total{exit=\"GUARD_REFUSED\",policy=\"nightly\"} 0.0")
        .contains("retention_last_done_seconds{policy=\"nightly\"} 0.0")
        .contains("retention_last_done_seconds{policy=\"by-hand\"} 0.0");
  }

  @Test
  void theLastCompletedRunIsKnownAfterARestart() {
    when(lastSuccess.byPolicy()).thenReturn(Map.of("nightly", NOVEMBER));

    metrics();

    assertThat(lastDoneSeconds()).isEqualTo(NOVEMBER.getEpochSecond());
  }

  @Test
  void releasedPartitionsThatWaitAreCountedAtTheStartAndAfterEachRun() {
    when(releases.waiting()).thenReturn(Map.of("nightly", 7));
    RunMetrics metrics = metrics();

    assertThat(registry.scrape())
        .contains("retention_released_waiting{policy=\"nightly\"} 7.0")
        .contains("retention_released_waiting{policy=\"by-hand\"} 0.0");

    when(releases.waiting()).thenReturn(Map.of());
    metrics.count(finished(RunExit.DONE, NOVEMBER));

    assertThat(registry.scrape()).contains("retention_released_waiting{policy=\"nightly\"} 0.0");
  }

  @Test
  void partitionsAreCountedByState() {
    RunMetrics metrics = metrics();

    metrics.count(settled(State.DROPPED));
    metrics.count(settled(State.DROPPED));
    metrics.count(settled(State.FAILED));

    assertThat(registry.scrape())
        .contains("retention_partitions_total{policy=\"nightly\",state=\"DROPPED\"} 2.0")
        .contains("retention_partitions_total{policy=\"nightly\",state=\"FAILED\"} 1.0")
        .contains("retention_partitions_total{policy=\"by-hand\",state=\"DROPPED\"} 0.0");
  }

  @Test
  void runsAreCountedByExit() {
    RunMetrics metrics = metrics();

    metrics.count(finished(RunExit.DONE, NOVEMBER));
    metrics.count(finished(RunExit.LOCKED, null));

    assertThat(registry.scrape())
        .contains("retention_runs_total{exit=\"DONE\",policy=\"nightly\"} 1.0")
        .contains("retention_runs_total{exit=\"LOCKED\",policy=\"nightly\"} 1.0")
        .contains("retention_runs_total{exit=\"ERROR\",policy=\"nightly\"} 0.0");
  }

  @Test
  void onlyALaterCompletedRunUpdatesTheLastCompletion() {
    RunMetrics metrics = metrics();

    metrics.count(finished(RunExit.DONE, NOVEMBER));
    metrics.count(finished(RunExit.PARTITIONS_FAILED, NOVEMBER.plusSeconds(60)));
    metrics.count(finished(RunExit.ERROR, null));
    metrics.count(finished(RunExit.DONE, NOVEMBER.minusSeconds(3600)));

    assertThat(lastDoneSeconds()).isEqualTo(NOVEMBER.getEpochSecond());
  }

  private RunMetrics metrics() {
    return new RunMetrics(registry, rules(), lastSuccess, releases);
  }

  private double lastDoneSeconds() {
    return registry.get("retention.last.done.seconds").tag("policy", "nightly").gauge().value();
  }

  private static PartitionSettled settled(State state) {
    Address address = new Address("local", "default", "quick_setup", "january");
    return new PartitionSettled("nightly", 7, address, state, null);
  }

  private static RunFinished finished(RunExit exit, @Nullable Instant end) {
    RunKey run = new RunKey("nightly", AsOf.parse("2026-11-24"), 1);
    return new RunFinished(
        new RunReport(
            run,
            7L,
            new RunReport.Outcome("", exit, ""),
            LedgerCounts.NONE,
            new RunReport.Times(null, end),
            new RunOrigin(Trigger.SCHEDULE, "somebody", "")));
  }

  private static Rules rules() {
    return WrittenRules.yaml(
            """
            retention:
              clusters:
                local: {uri: "http://127.0.0.1:1"}
              policies:
                nightly: {cluster: local, collections: [quick_setup], partitions: [MMMM], keep: P3M, still-written: off}
                by-hand: {cluster: local, collections: [archive], partitions: [uuuu], keep: P3Y, still-written: off}
            """)
        .read();
  }
}
