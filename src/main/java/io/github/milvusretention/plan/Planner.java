package io.github.milvusretention.plan;

import io.github.milvusretention.clusters.Clusters;
import io.github.milvusretention.clusters.Parallel;
import io.github.milvusretention.clusters.UnansweredTime;
import io.github.milvusretention.guard.ClockGuard;
import io.github.milvusretention.guard.Guards;
import io.github.milvusretention.lease.MachineClocks;
import io.github.milvusretention.ledger.Sightings;
import io.github.milvusretention.milvus.Milvus;
import io.github.milvusretention.milvus.MilvusException;
import io.github.milvusretention.period.AsOf;
import io.github.milvusretention.policy.Address;
import io.github.milvusretention.policy.Decision;
import io.github.milvusretention.policy.Plan;
import io.github.milvusretention.policy.Policy;
import io.github.milvusretention.policy.Spacing;
import io.github.milvusretention.policy.Verdicts;
import io.github.milvusretention.rules.Rules;
import io.github.milvusretention.run.RunExit;
import io.github.milvusretention.run.RunFailure;
import io.github.milvusretention.run.StopSignal;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** Makes a plan. The dry run and the real run both call this and nothing else. */
public class Planner {
  private static final int MAX_FAILED_COUNTS = 3;
  private static final Duration MAX_COUNTING_TIME = Duration.ofMinutes(2);

  private final Rules rules;
  private final Clusters clusters;
  private final Sightings sightings;
  private final OtherClocks otherClocks;
  private final Clock clock;
  private final StopSignal stop;

  Planner(
      Rules rules,
      Clusters clusters,
      Sightings sightings,
      OtherClocks otherClocks,
      Clock clock,
      StopSignal stop) {
    this.otherClocks = otherClocks;
    this.stop = stop;
    this.rules = rules;
    this.clusters = clusters;
    this.sightings = sightings;
    this.clock = clock;
  }

  /** For a dry run. Throws {@link RunFailure} if the cluster cannot be asked. */
  public ReviewedPlan plan(Policy policy, AsOf asOf) {
    return plan(policy, asOf, stop::check);
  }

  /**
   * Throws {@link RunFailure} if the cluster cannot be asked.
   *
   * @param stopCheck called before each collection and each count; throws if the run is to stop
   */
  public ReviewedPlan plan(Policy policy, AsOf asOf, Runnable stopCheck) {
    try {
      return ask(policy, asOf, stopCheck);
    } catch (MilvusException e) {
      throw new RunFailure(RunExit.CLUSTER_UNUSABLE, e.getMessage());
    }
  }

  private ReviewedPlan ask(Policy policy, AsOf asOf, Runnable stopCheck) {
    Milvus milvus = clusters.of(policy);
    Inventory inventory = inventory(policy, asOf, stopCheck);
    List<Decision> decisions =
        Verdicts.decide(
            policy, rules.policies().values(), asOf, clock.instant(), inventory.listings());
    Plan plan = new Plan(policy, asOf, decisions);
    Map<Decision, Long> rows = rows(milvus, policy, plan.expired(), stopCheck);
    ClockComparison clocks = otherClocks.compare(milvus);
    return new ReviewedPlan(
        plan,
        both(Guards.ask(plan), ClockGuard.ask(clocks.readings(), rules.clockTolerance())),
        rows,
        inventory.unreadable(),
        both(both(inventory.notes(), Spacing.notes(policy, decisions)), clocks.notes()),
        inventory.seen());
  }

  private static <T> List<T> both(List<T> first, List<T> second) {
    return Stream.concat(first.stream(), second.stream()).toList();
  }

  /** What the policy has to decide on. Throws {@link MilvusException} or {@link RunFailure}. */
  public Inventory inventory(Policy policy, AsOf asOf) {
    return inventory(policy, asOf, stop::check);
  }

  private Inventory inventory(Policy policy, AsOf asOf, Runnable stopCheck) {
    ProbeOrder probeOrder =
        new ProbeOrder(policy, rules.policies().values(), asOf, clock.instant());
    return new InventoryReader(
            clusters.of(policy),
            policy,
            sightings.of(policy.name(), policy.cluster()),
            probeOrder,
            new UnansweredTime(System::nanoTime),
            stopCheck)
        .list();
  }

  /**
   * Only for people to read; a count that cannot be read is left out. After several failures, or
   * after a while, no more are asked for: a plan must not wait long for what it does not need.
   */
  private Map<Decision, Long> rows(
      Milvus milvus, Policy policy, List<Decision> expired, Runnable stopCheck) {
    AtomicInteger failures = new AtomicInteger();
    MachineClocks.Reading end = MachineClocks.REAL.now().plus(MAX_COUNTING_TIME);
    List<Optional<Long>> counts =
        Parallel.ask(
            expired,
            policy.pace().concurrency(),
            decision -> {
              stopCheck.run();
              return failures.get() < MAX_FAILED_COUNTS && !MachineClocks.REAL.past(end)
                  ? rows(milvus, decision.address(), failures)
                  : Optional.empty();
            });
    Map<Decision, Long> rows = new HashMap<>();
    for (int i = 0; i < expired.size(); i++) {
      Decision decision = expired.get(i);
      counts.get(i).ifPresent(count -> rows.put(decision, count));
    }
    return rows;
  }

  private static Optional<Long> rows(Milvus milvus, Address address, AtomicInteger failures) {
    try {
      return Optional.of(
          milvus.rows(address.database(), address.collection(), address.partition()));
    } catch (MilvusException e) {
      if (e.outcome().clusterUnusable()) {
        throw e;
      }
      failures.incrementAndGet();
      return Optional.empty();
    }
  }
}
