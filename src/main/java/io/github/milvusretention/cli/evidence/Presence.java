package io.github.milvusretention.cli.evidence;

import io.github.milvusretention.ledger.evidence.Evidence.Question;
import io.github.milvusretention.plan.Forecaster;
import io.github.milvusretention.plan.Planner;
import io.github.milvusretention.plan.ReviewedPlan;
import io.github.milvusretention.plan.list.NameStore;
import io.github.milvusretention.policy.Policy;
import io.github.milvusretention.run.RunExit;
import io.github.milvusretention.run.RunFailure;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Asks clusters where partitions of one name are now. Changes nothing. */
public final class Presence {
  private final Planner planner;
  private final Forecaster forecaster;
  private final Clock clock;

  public Presence(Planner planner, Forecaster forecaster, Clock clock) {
    this.planner = planner;
    this.forecaster = forecaster;
    this.clock = clock;
  }

  /**
   * What was found.
   *
   * @param now each that is there
   * @param notAsked policies whose cluster could not be asked, and why
   * @param unreadable collections that could not be read, a sentence each
   * @param exit the most serious outcome of asking the clusters
   */
  public record Found(
      List<Present> now, List<Why.NotAsked> notAsked, List<String> unreadable, RunExit exit) {
    public Found {
      now = List.copyOf(now);
      notAsked = List.copyOf(notAsked);
      unreadable = List.copyOf(unreadable);
    }
  }

  /**
   * Asks those collections that the question names, or all. A cluster that cannot be asked is
   * reported.
   *
   * @param policies those whose collections are asked
   */
  public Found find(Question question, Collection<Policy> policies) {
    List<Present> now = new ArrayList<>();
    List<Why.NotAsked> notAsked = new ArrayList<>();
    List<String> unreadable = new ArrayList<>();
    List<RunExit> exits = new ArrayList<>();
    for (Policy policy : policies) {
      policy
          .within(question.database(), question.collection())
          .ifPresent(
              there -> {
                try (NameStore names = new NameStore()) {
                  Instant at = clock.instant();
                  ReviewedPlan planned = planner.plan(there, there.asOf(at), names, false, true);
                  now.addAll(Present.in(planned, question.partition(), forecaster, at));
                  unreadable.addAll(planned.unreadable());
                  exits.add(
                      planned.unreadable().isEmpty() ? RunExit.DONE : RunExit.PARTITIONS_FAILED);
                } catch (RunFailure e) {
                  notAsked.add(new Why.NotAsked(policy.name(), e.getMessage()));
                  exits.add(e.exit());
                }
              });
    }
    return new Found(now, notAsked, unreadable, RunExit.gravest(exits));
  }
}
