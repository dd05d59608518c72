package io.github.milvusretention.console.act.runs;

import io.github.milvusretention.audit.Actor;
import io.github.milvusretention.console.web.asking.RecentAnswers;
import io.github.milvusretention.console.web.asking.SlowAnswers;
import io.github.milvusretention.plan.Planner;
import io.github.milvusretention.plan.ReviewedPlan;
import io.github.milvusretention.plan.list.NameStore;
import io.github.milvusretention.policy.Plan;
import io.github.milvusretention.policy.Policy;
import io.github.milvusretention.run.RunKey;
import io.github.milvusretention.run.StopSignal;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/**
 * Makes the plan of a run that waits for a person anew. Each answer is given once, so that nobody
 * is shown, or accepts, what was so some minutes ago. Throws {@link
 * io.github.milvusretention.run.RunFailure} if the cluster cannot be asked, and {@link
 * io.github.milvusretention.console.web.asking.Busy} if too many others ask.
 */
class PlanReview {
  /** Each has what is due by it, which may be many thousands. */
  private static final int MOST = 8;

  /** How long a form waits for the cluster: with the launch, for less than most proxies wait. */
  private static final Duration PATIENCE = Duration.ofSeconds(6);

  private final Planner planner;
  private final StopSignal stop;
  private final OpenRuns open;
  private final KeptPlans kept;
  private final SlowAnswers<Asked, PlanToAccept> pages;
  private final SlowAnswers<Asked, PlanToAccept> forms;

  PlanReview(Planner planner, StopSignal stop, OpenRuns open, KeptPlans kept, Clock clock) {
    this.planner = planner;
    this.stop = stop;
    this.open = open;
    this.kept = kept;
    this.pages = new SlowAnswers<>(clock, MOST);
    this.forms = new SlowAnswers<>(clock, MOST, PATIENCE);
  }

  /**
   * Who asks for which plan.
   *
   * @param digest that was shown; empty if none was yet
   */
  private record Asked(Actor actor, WaitingRun waiting, String digest) {}

  /**
   * The plan to show, which is kept, so that it can be accepted for a day; empty if the cluster is
   * still being asked.
   */
  Optional<PlanToAccept> toShow(Actor viewer, WaitingRun waiting) {
    return pages
        .once(new Asked(viewer, waiting, ""), () -> show(viewer, waiting))
        .map(RecentAnswers.Answer::value);
  }

  /**
   * The present plan, with what has changed since the one that was shown; empty if the cluster is
   * still being asked.
   *
   * @param digest of the one that was shown
   */
  Optional<PlanToAccept> since(String digest, Actor actor, WaitingRun waiting) {
    return forms
        .once(new Asked(actor, waiting, digest), () -> compare(digest, actor, waiting))
        .map(RecentAnswers.Answer::value);
  }

  private PlanToAccept show(Actor viewer, WaitingRun waiting) {
    try (NameStore names = new NameStore()) {
      ReviewedPlan planned = plan(waiting, names);
      Optional<String> change = kept.changeSinceRun(waiting, planned.plan());
      kept.keep(planned, viewer);
      return toAccept(viewer, waiting, planned, change);
    }
  }

  private PlanToAccept compare(String digest, Actor actor, WaitingRun waiting) {
    try (NameStore names = new NameStore()) {
      ReviewedPlan planned = plan(waiting, names);
      return toAccept(actor, waiting, planned, kept.changeSince(digest, planned.plan()));
    }
  }

  private ReviewedPlan plan(WaitingRun waiting, NameStore names) {
    Policy policy = waiting.policy();
    RunKey run = waiting.run();
    // A new attempt is another run, to which a hold that ended in this one has ended.
    return waiting.again()
        ? planner.plan(policy, run.asOf(), names, true, false)
        : planner.plan(policy, run, names, true, false, stop::check);
  }

  private PlanToAccept toAccept(
      Actor viewer, WaitingRun waiting, ReviewedPlan planned, Optional<String> change) {
    return PlanToAccept.of(
        waiting,
        planned,
        change.orElse(null),
        beyond(waiting, planned.plan()).orElse(null),
        own(viewer.requestedBy(), waiting, planned.plan()).orElse(null));
  }

  private Optional<String> beyond(WaitingRun waiting, Plan plan) {
    return waiting.again()
        ? open.beyond(waiting.plan(), plan)
            .map(
                more ->
                    "it has more than what waited in that run ("
                        + more
                        + "); run the policy now as a new attempt, which takes what is due")
        : Optional.empty();
  }

  private Optional<String> own(String person, WaitingRun waiting, Plan plan) {
    return open.alsoAskedFor(person, waiting.run(), plan)
        .map(
            other ->
                "run "
                    + other.executionId()
                    + ", with some of the same partitions, was started by "
                    + person
                    + ", who cannot accept this as well; somebody else must");
  }
}
