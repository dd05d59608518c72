package io.github.milvusretention.plan.freeze;

import io.github.milvusretention.guard.Acting;
import io.github.milvusretention.ledger.plans.SavedPlan;
import io.github.milvusretention.ledger.plans.SavedPlans;
import io.github.milvusretention.ledger.seen.ActedRules;
import io.github.milvusretention.plan.ReviewedPlan;
import io.github.milvusretention.policy.Decision;
import io.github.milvusretention.policy.Plan;
import io.github.milvusretention.rules.Rules;
import io.github.milvusretention.rules.process.RulesFingerprint;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What is kept of a plan beside its ledger: by which rules was acted, and what may be accepted. */
public class Remembering {
  /** How long a plan can be accepted after it was made. */
  private static final Duration ACCEPTABLE = Duration.ofHours(24);

  private final ActedRules actedRules;
  private final SavedPlans savedPlans;
  private final Rules rules;
  private final Clock clock;

  Remembering(ActedRules actedRules, SavedPlans savedPlans, Rules rules, Clock clock) {
    this.actedRules = actedRules;
    this.savedPlans = savedPlans;
    this.rules = rules;
    this.clock = clock;
  }

  /** Keeps a plan, so that a person can accept it for a day. */
  public void save(ReviewedPlan planned, String by) {
    savedPlans.save(saved(planned, by));
  }

  /** In the transaction that freezes the plan. */
  void frozen(ReviewedPlan planned, boolean accepted) {
    Acting acting = planned.acting();
    actedRules.write(name(planned), acting.before(), acting.frozen());
    if (!accepted && !planned.plan().waiting().isEmpty()) {
      // What people are told to accept is the plan that is left once this one has been carried out.
      savedPlans.write(
          saved(planned, "", planned.plan().digestOfWaiting(), planned.plan().waiting()));
    }
  }

  /** In the transaction that notes the refusal. */
  void refused(ReviewedPlan planned, String by) {
    Acting acting = planned.acting();
    // By a clock that may be wrong nobody can say later for how long people have known.
    if (planned.refusals().stream().noneMatch(refusal -> refusal.guard().equals("clock"))) {
      actedRules.write(name(planned), acting.before(), acting.refused());
    }
    savedPlans.write(saved(planned, by));
  }

  private SavedPlan saved(ReviewedPlan planned, String by) {
    Plan plan = planned.plan();
    return saved(planned, by, plan.digest(), plan.due(true));
  }

  private SavedPlan saved(
      ReviewedPlan planned, String by, String digest, List<Decision> decisions) {
    Plan plan = planned.plan();
    return new SavedPlan(
        plan.policy().name(),
        plan.asOf(),
        digest,
        clock.instant(),
        by,
        RulesFingerprint.of(rules, plan.policy()).toString(),
        PlanChange.due(decisions));
  }

  /** What is no longer the same as in the plan with that digest, a clause; empty if unknown. */
  public Optional<String> changeSince(String digest, Plan plan) {
    return savedPlans
        .find(digest)
        .map(kept -> PlanChange.between(kept, plan, RulesFingerprint.of(rules, plan.policy())));
  }

  /**
   * What of that plan was not in the one with that digest, a clause; empty if all of it was. Of a
   * plan that is no longer kept nothing is known.
   */
  public Optional<String> beyond(String digest, Plan plan) {
    return savedPlans
        .find(digest)
        .map(kept -> PlanChange.beyond(kept, plan))
        .orElseGet(() -> Optional.of("it is no longer known what waited"));
  }

  /** Whether the plan with that digest has some of the same partitions. */
  public boolean shares(String digest, Plan plan) {
    return savedPlans.find(digest).filter(kept -> PlanChange.shares(kept, plan)).isPresent();
  }

  /** Since when that plan can no longer be accepted; empty if it can. */
  public Optional<Instant> notAcceptableSince(Plan plan) {
    // One that was only shown was made at the earliest when its as-of began.
    Instant made =
        savedPlans
            .find(plan.digest())
            .map(SavedPlan::madeAt)
            .orElseGet(() -> plan.asOf().at(plan.policy().zone()).toInstant());
    Instant until = made.plus(ACCEPTABLE);
    return until.isBefore(clock.instant()) ? Optional.of(until) : Optional.empty();
  }

  private static String name(ReviewedPlan planned) {
    return planned.plan().policy().name();
  }
}
