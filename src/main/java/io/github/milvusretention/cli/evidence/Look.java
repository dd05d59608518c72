package io.github.milvusretention.cli.evidence;

import io.github.milvusretention.ledger.Evidence.Question;
import io.github.milvusretention.ledger.LastSeen;
import io.github.milvusretention.ledger.Sightings;
import io.github.milvusretention.plan.Forecaster;
import io.github.milvusretention.plan.NameStore;
import io.github.milvusretention.plan.Planner;
import io.github.milvusretention.plan.ReviewedPlan;
import io.github.milvusretention.policy.Policy;
import io.github.milvusretention.run.RunExit;
import io.github.milvusretention.run.RunFailure;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Asks cluster and record about the partitions of one name. Changes nothing. */
public final class Look {
  private final Planner planner;
  private final Forecaster forecaster;
  private final Records records;
  private final Sightings sightings;
  private final Clock clock;
  private final List<Present> now = new ArrayList<>();
  private final List<Why.NotAsked> notAsked = new ArrayList<>();
  private final List<String> unreadable = new ArrayList<>();
  private final List<RunExit> exits = new ArrayList<>();

  public Look(
      Planner planner, Forecaster forecaster, Records records, Sightings sightings, Clock clock) {
    this.planner = planner;
    this.forecaster = forecaster;
    this.records = records;
    this.sightings = sightings;
    this.clock = clock;
  }

  /**
   * All that is known. A cluster that cannot be asked is told of, and the record is there anyway.
   *
   * @param policies those whose collections are asked
   */
  public Why at(Question question, Collection<Policy> policies) {
    for (Policy policy : policies) {
      Optional<Policy> fewer = policy.within(question.database(), question.collection());
      fewer.ifPresent(there -> ask(question.partition(), there));
    }
    return new Why(
        question.partition(),
        now,
        records.of(question),
        sightings.seen(question.partition()).stream()
            .filter(seen -> fits(seen, question))
            .map(seen -> Why.Sight.of(seen, records.moments(seen.policy())))
            .toList(),
        notAsked,
        unreadable);
  }

  private void ask(String partition, Policy policy) {
    try (NameStore names = new NameStore()) {
      Instant at = clock.instant();
      ReviewedPlan planned = planner.plan(policy, policy.asOf(at), names, false, true);
      now.addAll(Present.in(planned, partition, forecaster, at));
      unreadable.addAll(planned.unreadable());
      exits.add(planned.unreadable().isEmpty() ? RunExit.DONE : RunExit.PARTITIONS_FAILED);
    } catch (RunFailure e) {
      notAsked.add(new Why.NotAsked(policy.name(), e.getMessage()));
      exits.add(e.exit());
    }
  }

  private static boolean fits(LastSeen seen, Question question) {
    return fits(seen.policy(), question.policy())
        && fits(seen.place().database(), question.database())
        && fits(seen.place().collection(), question.collection());
  }

  private static boolean fits(String name, @Nullable String wanted) {
    return wanted == null || wanted.equals(name);
  }

  /** As gravely as the looks at the clusters ended; to be asked afterwards. */
  public RunExit exit() {
    return RunExit.gravest(exits);
  }
}
