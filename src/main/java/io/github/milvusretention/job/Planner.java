package io.github.milvusretention.job;

import io.github.milvusretention.ledger.Sightings;
import io.github.milvusretention.milvus.Milvus;
import io.github.milvusretention.milvus.MilvusException;
import io.github.milvusretention.milvus.Outcome;
import io.github.milvusretention.policy.Address;
import io.github.milvusretention.policy.AsOf;
import io.github.milvusretention.policy.Decision;
import io.github.milvusretention.policy.Guards;
import io.github.milvusretention.policy.Plan;
import io.github.milvusretention.policy.Policy;
import io.github.milvusretention.policy.Verdicts;
import io.github.milvusretention.rules.Rules;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.stereotype.Component;

/** Makes a plan. The dry run and the real run both call this and nothing else. */
@Component
public class Planner {
  private static final int COUNTS_MISSED_AT_MOST = 3;
  private static final Duration COUNTING_AT_MOST = Duration.ofMinutes(2);

  private final Rules rules;
  private final Clusters clusters;
  private final Sightings sightings;
  private final Clock clock;
  private final StopSignal stop;

  Planner(Rules rules, Clusters clusters, Sightings sightings, Clock clock, StopSignal stop) {
    this.stop = stop;
    this.rules = rules;
    this.clusters = clusters;
    this.sightings = sightings;
    this.clock = clock;
  }

  /** Throws {@link RunFailure} if the cluster cannot be asked. */
  public Planned plan(Policy policy, AsOf asOf) {
    try {
      return ask(policy, asOf);
    } catch (MilvusException e) {
      throw new RunFailure(RunExit.CLUSTER_UNUSABLE, e.getMessage());
    }
  }

  private Planned ask(Policy policy, AsOf asOf) {
    Milvus milvus = clusters.of(policy);
    Inventory inventory = inventory(policy, asOf);
    List<Decision> decisions =
        Verdicts.decide(
            policy, rules.policies().values(), asOf, clock.instant(), inventory.listings());
    Plan plan = new Plan(policy, asOf, decisions);
    return new Planned(
        plan,
        Guards.ask(plan),
        rows(milvus, policy, plan.expired()),
        inventory.unreadable(),
        inventory.notes(),
        inventory.seen());
  }

  /** What the policy has to decide on. Throws {@link MilvusException} or {@link RunFailure}. */
  Inventory inventory(Policy policy, AsOf asOf) {
    Importance importance =
        new Importance(policy, rules.policies().values(), asOf, clock.instant());
    return new Lister(
            clusters.of(policy),
            policy,
            sightings.of(policy.name(), policy.cluster()),
            importance,
            new Silence(System::nanoTime),
            stop::check)
        .list();
  }

  /**
   * Only for people to read; a count that cannot be had is left out. After several of them, or
   * after a while, no more are asked for: a plan must not wait long for what it does not need.
   */
  private Map<Decision, Long> rows(Milvus milvus, Policy policy, List<Decision> expired) {
    AtomicInteger missed = new AtomicInteger();
    MachineClocks.Reading enough = MachineClocks.REAL.now().plus(COUNTING_AT_MOST);
    List<Optional<Long>> counts =
        SideBySide.ask(
            expired,
            policy.concurrency(),
            decision -> {
              stop.check();
              return missed.get() < COUNTS_MISSED_AT_MOST && !MachineClocks.REAL.past(enough)
                  ? rows(milvus, decision.address(), missed)
                  : Optional.empty();
            });
    Map<Decision, Long> rows = new HashMap<>();
    for (int i = 0; i < expired.size(); i++) {
      Decision decision = expired.get(i);
      counts.get(i).ifPresent(count -> rows.put(decision, count));
    }
    return rows;
  }

  private static Optional<Long> rows(Milvus milvus, Address address, AtomicInteger missed) {
    try {
      return Optional.of(
          milvus.rows(address.database(), address.collection(), address.partition()));
    } catch (MilvusException e) {
      if (e.outcome() == Outcome.UNREACHABLE || e.outcome() == Outcome.UNAUTHENTICATED) {
        throw e;
      }
      missed.incrementAndGet();
      return Optional.empty();
    }
  }
}
