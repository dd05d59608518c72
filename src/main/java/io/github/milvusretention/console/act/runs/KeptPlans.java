package io.github.milvusretention.console.act.runs;

import io.github.milvusretention.audit.Actor;
import io.github.milvusretention.console.act.Storable;
import io.github.milvusretention.ledger.plans.PlanRecord;
import io.github.milvusretention.ledger.plans.Plans;
import io.github.milvusretention.ledger.plans.SavedPlans;
import io.github.milvusretention.plan.ReviewedPlan;
import io.github.milvusretention.plan.freeze.Remembering;
import io.github.milvusretention.policy.Plan;
import io.github.milvusretention.rules.console.Role;
import java.util.Optional;

/** Keeps the plans that are shown, and says what has changed since one was. */
class KeptPlans {
  private static final String OTHER = "the rules, the as-of or the expired partitions changed";

  private final Plans plans;
  private final SavedPlans savedPlans;
  private final Remembering remembering;

  KeptPlans(Plans plans, SavedPlans savedPlans, Remembering remembering) {
    this.plans = plans;
    this.savedPlans = savedPlans;
    this.remembering = remembering;
  }

  /**
   * Keeps a plan, so that it can be accepted for a day, unless it is kept already, and for long
   * enough.
   *
   * @param viewer to whom it is shown; only what an approver sees can be accepted
   */
  void keep(ReviewedPlan planned, Actor viewer) {
    boolean mayAccept = viewer.roles().contains(Role.APPROVER.name());
    boolean kept =
        savedPlans.find(planned.plan().digest()).isPresent()
            && remembering.notAcceptableSince(planned.plan()).isEmpty();
    if (mayAccept && !kept) {
      remembering.save(planned, viewer.requestedBy());
    }
  }

  /**
   * What is no longer the same as in the plan that the run made, a clause; empty if all of it is,
   * and for a finished run.
   */
  Optional<String> changeSinceRun(WaitingRun waiting, Plan plan) {
    return waiting.again()
        ? Optional.empty()
        : plans
            .find(waiting.run())
            .map(PlanRecord::digest)
            .flatMap(digest -> changeSince(digest, plan));
  }

  /** What is no longer the same as in the plan with that digest; empty if it is this one. */
  Optional<String> changeSince(String digest, Plan plan) {
    if (digest.equals(plan.digest())) {
      return Optional.empty();
    }
    Optional<String> change =
        Storable.is(digest) ? remembering.changeSince(digest, plan) : Optional.empty();
    return change.or(() -> Optional.of(OTHER));
  }
}
