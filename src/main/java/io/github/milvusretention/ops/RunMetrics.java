package io.github.milvusretention.ops;

import io.github.milvusretention.drop.PartitionSettled;
import io.github.milvusretention.job.LastSuccess;
import io.github.milvusretention.job.RunFinished;
import io.github.milvusretention.job.RunReport;
import io.github.milvusretention.ledger.Releases;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataAccessException;

/**
 * The metrics of the daemon, for Prometheus. Every series of every policy exists from the start, so
 * that an alert can distinguish "never" from "not scraped".
 */
public class RunMetrics {
  private static final Logger log = LoggerFactory.getLogger(RunMetrics.class);

  private final MeterRegistry registry;
  private final Releases releases;
  private final Map<String, AtomicLong> lastDone = new ConcurrentHashMap<>();
  private final Map<String, AtomicLong> waiting = new ConcurrentHashMap<>();

  RunMetrics(MeterRegistry registry, Rules rules, LastSuccess done, Releases releases) {
    this.registry = registry;
    this.releases = releases;
    Map<String, Integer> released = releases.waiting();
    Map<String, Instant> known = done.byPolicy();
    for (String policy : rules.policies().keySet()) {
      EnumSet.complementOf(EnumSet.of(State.PLANNED)).forEach(state -> partitions(policy, state));
      EnumSet.allOf(RunExit.class).forEach(exit -> runs(policy, exit));
      waiting(policy).set(released.getOrDefault(policy, 0));
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
    if (report.executionId() != null) {
      countWaiting(policy);
    }
    if (report.exit() == RunExit.DONE && report.end() != null) {
      // The end of a run that was already done is in the past, maybe before the last known one.
      lastDone(policy).accumulateAndGet(report.end().getEpochSecond(), Math::max);
    }
  }

  private void countWaiting(String policy) {
    try {
      waiting(policy).set(releases.waiting().getOrDefault(policy, 0));
    } catch (DataAccessException e) {
      // The run has told it already; the next one counts again.
      log.warn("the released partitions of {} could not be counted: {}", policy, e.getMessage());
    }
  }

  private Counter partitions(String policy, State state) {
    return Counter.builder("retention.partitions")
        .description("Results of planned partitions recorded by this process")
        .tag("policy", policy)
        .tag("state", state.name())
        .register(registry);
  }

  private Counter runs(String policy, RunExit exit) {
    return Counter.builder("retention.runs")
        .description("Runs that ended in this process, by exit")
        .tag("policy", policy)
        .tag("exit", exit.name())
        .register(registry);
  }

  private AtomicLong lastDone(String policy) {
    return lastDone.computeIfAbsent(policy, this::gauge);
  }

  private AtomicLong waiting(String policy) {
    return waiting.computeIfAbsent(
        policy,
        name -> {
          AtomicLong partitions = new AtomicLong();
          Gauge.builder("retention.released.waiting", partitions, AtomicLong::get)
              .description("Partitions that are released and wait to be dropped")
              .tag("policy", name)
              .register(registry);
          return partitions;
        });
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
