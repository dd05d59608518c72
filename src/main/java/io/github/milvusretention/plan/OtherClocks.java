package io.github.milvusretention.plan;

import io.github.milvusretention.clock.ClockReading;
import io.github.milvusretention.lease.ClockWatch;
import io.github.milvusretention.lease.RepositoryClock;
import io.github.milvusretention.ledger.plans.Plans;
import io.github.milvusretention.milvus.Milvus;
import io.github.milvusretention.rules.Rules;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The clocks that this machine's clock is compared with before a plan is believed. */
public class OtherClocks {
  private final RepositoryClock repository;
  private final Plans plans;
  private final ClockWatch watch;
  private final Rules rules;
  private final Clock clock;

  OtherClocks(RepositoryClock repository, Plans plans, ClockWatch watch, Rules rules, Clock clock) {
    this.repository = repository;
    this.plans = plans;
    this.watch = watch;
    this.rules = rules;
    this.clock = clock;
  }

  /**
   * To be called after the plan's questions to the cluster, whose answers show its clock.
   *
   * @param milvus the cluster of the plan
   */
  public ClockComparison compare(Milvus milvus) {
    Optional<ClockReading> cluster = milvus.clock();
    List<ClockReading> readings = new ArrayList<>();
    cluster.ifPresent(readings::add);
    database().ifPresent(readings::add);
    // After the machine was suspended, the monotonic clock is behind and the others are right.
    boolean confirmed = readings.stream().anyMatch(at -> at.within(rules.clockTolerance()));
    if (!confirmed) {
      readings.add(watch.reading());
    }
    lastRun().ifPresent(readings::add);
    return new ClockComparison(
        readings, cluster.isPresent() ? List.of() : List.of(missing(milvus)));
  }

  /** Empty where the job repository's database is on this machine. */
  public Optional<ClockReading> database() {
    return repository.read();
  }

  /** This machine's clock must not be before the last recorded run; empty if there is none. */
  public Optional<ClockReading> lastRun() {
    return plans
        .lastFrozen()
        .map(
            last ->
                ClockReading.notBefore(
                    "the last recorded run (execution " + last.executionId() + ")",
                    clock.instant(),
                    last.plannedAt()));
  }

  private static String missing(Milvus milvus) {
    return "the answers of cluster "
        + milvus.cluster().name()
        + " have no Date header, so its clock cannot be compared with this machine's";
  }
}
