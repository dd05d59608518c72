package io.github.milvusretention.console.act.runs;

import io.github.milvusretention.job.history.History;
import io.github.milvusretention.ledger.plans.PlanRecord;
import io.github.milvusretention.ledger.plans.Plans;
import io.github.milvusretention.plan.Waiting;
import io.github.milvusretention.plan.freeze.Remembering;
import io.github.milvusretention.policy.Plan;
import io.github.milvusretention.run.RunKey;
import io.github.milvusretention.run.RunOrigin;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Which runs have a plan that waits for a person, and who asked for it. A run that a later one has
 * taken the place of waits for nobody: what it left is part of the later plan, for which somebody
 * else may have asked.
 */
public class OpenRuns {
  private final History history;
  private final Plans plans;
  private final Remembering remembering;

  OpenRuns(History history, Plans plans, Remembering remembering) {
    this.history = history;
    this.plans = plans;
    this.remembering = remembering;
  }

  /** The run's plan, frozen if only what was kept waits; empty if nothing waits. */
  public Optional<PlanRecord> find(RunKey run) {
    return plans.find(run).filter(this::isOpen);
  }

  private boolean isOpen(PlanRecord plan) {
    RunKey run = plan.run();
    return (!plan.frozen() || (!plan.waiting().isEmpty() && history.finished(run)))
        && run.attempt() >= history.lastAttempt(run.policy(), run.asOf())
        && !plans.supersededByLaterAsOf(plan);
  }

  /**
   * The people who asked for that as-of, in whatever attempt. Whoever only accepted a plan in the
   * console did not ask for it, unless this attempt began by that.
   */
  public List<String> starters(RunKey run) {
    return IntStream.rangeClosed(1, Math.max(run.attempt(), lastAttempt(run)))
        .boxed()
        .flatMap(attempt -> askedFor(run, attempt))
        .filter(RunOrigin::byPerson)
        .map(RunOrigin::requestedBy)
        .distinct()
        .toList();
  }

  private int lastAttempt(RunKey run) {
    return history.lastAttempt(run.policy(), run.asOf());
  }

  private Stream<RunOrigin> askedFor(RunKey run, int attempt) {
    List<History.Asked> all = history.asked(new RunKey(run.policy(), run.asOf(), attempt));
    return IntStream.range(0, all.size())
        .filter(i -> (i == 0 && attempt == run.attempt()) || !all.get(i).acceptedHere())
        .mapToObj(i -> all.get(i).origin());
  }

  /**
   * Another run of that policy for which that person asked, and whose plan, which waits too, has
   * some of the same partitions; empty if there is none.
   */
  Optional<PlanRecord> alsoAskedFor(String person, RunKey run, Plan plan) {
    return plans.waiting(run.policy()).stream()
        .filter(other -> !other.run().asOf().equals(run.asOf()))
        .filter(other -> WhoMayAccept.objectionTo(person, starters(other.run())).isPresent())
        .filter(other -> remembering.shares(digestOfWaiting(other), plan))
        .filter(this::isOpen)
        .findFirst();
  }

  /**
   * What of a plan did not wait in that finished run, a clause; empty if all of it did.
   *
   * @param finished one that kept something
   */
  Optional<String> beyond(PlanRecord finished, Plan plan) {
    return remembering.beyond(digestOfWaiting(finished), plan);
  }

  private static String digestOfWaiting(PlanRecord plan) {
    return plan.frozen() ? Waiting.digestIn(plan.waiting()).orElse("") : plan.digest();
  }
}
