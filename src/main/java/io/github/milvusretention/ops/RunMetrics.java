package io.github.milvusretention.ops;

import io.github.milvusretention.drop.PartitionSettled;
import io.github.milvusretention.job.LastSuccess;
import io.github.milvusretention.job.RunFinished;
import io.github.milvusretention.job.RunReport;
import io.github.milvusretention.ledger.State;
import io.github.milvusretention.rules.Rules;
import io.github.milvusretention.run.RunExit;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.context.annotation.Profile;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Counts what the daemon does, for Prometheus. Every series of every policy is there from the
 * start, so that an alert can tell "never" from "not scraped".
 */
@Component
@Profile("serve")
class RunMetrics {
  private final MeterRegistry registry;
  private final Map<String, AtomicLong> lastDone = new ConcurrentHashMap<>();

  RunMetrics(MeterRegistry registry, Rules rules, LastSuccess done) {
    this.registry = registry;
    Map<String, Instant> known = done.byPolicy();
    for (String policy : rules.policies().keySet()) {
      EnumSet.complementOf(EnumSet.of(State.PLANNED)).forEach(state -> partitions(policy, state));
      EnumSet.allOf(RunExit.class).forEach(exit -> runs(policy, exit));
      lastDone(policy).set(known.getOrDefault(policy, Instant.EPOCH).getEpochSecond());
    }
  }

  @EventListener
  void count(PartitionSettled settled) {
    partitions(settled.policy(), settled.state()).increment();
  }

  @EventListener
  void count(RunFinished finished) {
    RunReport report = finished.report();
    String policy = report.run().policy();
    runs(policy, report.exit()).increment();
    if (report.exit() == RunExit.DONE && report.end() != null) {
      // One that was already done ended back then, and may be older than what we know.
      lastDone(policy).accumulateAndGet(report.end().getEpochSecond(), Math::max);
    }
  }

  private Counter partitions(String policy, State state) {
    return Counter.builder("retention.partitions")
        .description("Results of planned partitions written by this process")
        .tag("policy", policy)
        .tag("state", state.name())
        .register(registry);
  }

  private Counter runs(String policy, RunExit exit) {
    return Counter.builder("retention.runs")
        .description("Runs ended in this process, by how they ended")
        .tag("policy", policy)
        .tag("exit", exit.name())
        .register(registry);
  }

  private AtomicLong lastDone(String policy) {
    return lastDone.computeIfAbsent(policy, this::gauge);
  }

  private AtomicLong gauge(String policy) {
    AtomicLong seconds = new AtomicLong();
    Gauge.builder("retention.last.done.seconds", seconds, AtomicLong::get)
        .description("When the last completed run ended, in seconds since 1970; 0 if never")
        .tag("policy", policy)
        .register(registry);
    return seconds;
  }
}
