package io.github.milvusretention.plan;

import static java.util.stream.Collectors.joining;

import io.github.milvusretention.guard.Refusal;
import io.github.milvusretention.hold.Holds;
import io.github.milvusretention.lease.ClockWatch;
import io.github.milvusretention.ledger.Acceptance;
import io.github.milvusretention.ledger.ExecutionLease;
import io.github.milvusretention.ledger.Plans;
import io.github.milvusretention.milvus.Cluster;
import io.github.milvusretention.policy.Decision;
import io.github.milvusretention.policy.Plan;
import io.github.milvusretention.rules.Rules;
import io.github.milvusretention.run.CrashPoint;
import io.github.milvusretention.run.CrashPoints;
import io.github.milvusretention.run.RunExit;
import io.github.milvusretention.run.RunFailure;
import io.github.milvusretention.run.RunKey;
import io.github.milvusretention.run.RunParameters;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Freezes the plan of a run, if no guard refuses it or a person accepts exactly this plan. What
 * waits for a person is part of what is frozen only by that acceptance.
 */
public class PlanFreezer {
  private final Plans plans;
  private final Holds holds;
  private final Rules rules;
  private final ClockWatch watch;
  private final CrashPoints crashPoints;

  PlanFreezer(
      Plans plans, Holds holds, Rules rules, ClockWatch watch, CrashPoints crashPoints) {
    this.rules = rules;
    this.watch = watch;
    this.plans = plans;
    this.holds = holds;
    this.crashPoints = crashPoints;
  }

  /**
   * Returns what will be dropped. Throws {@link RunFailure} if the plan is refused, which is then
   * remembered.
   */
  public List<Decision> freeze(ReviewedPlan planned, RunParameters parameters, long executionId) {
    ExecutionLease by = new ExecutionLease(executionId, parameters.lease());
    Plan plan = planned.plan();
    Plans.Entry entry =
        new Plans.Entry(
            parameters.run(),
            plan,
            Cluster.server(rules.clusterOf(plan.policy()).uri()),
            planned.refusals().stream().map(Refusal::message).collect(joining("; ")),
            String.join("; ", planned.unreadable()),
            parameters.accept() == null ? Waiting.afterRun(plan) : "");
    holds.planned(plan.policy(), planned.held().met());
    Optional<String> refusal = refusal(entry, parameters.accept(), executionId);
    if (refusal.isPresent()) {
      plans.refuse(entry, by);
      throw new RunFailure(RunExit.GUARD_REFUSED, refusal.get());
    }
    Acceptance acceptance =
        parameters.accept() == null || (entry.refusedBy().isEmpty() && plan.waiting().isEmpty())
            ? null
            : new Acceptance(
                plan.digest(), parameters.origin().requestedBy(), parameters.origin().reason());
    plans.freeze(entry, planned.seen(), planned.rows(), acceptance, by);
    holds.told(planned.plan().policy(), planned.held().met(), entry.run());
    watch.trust();
    crashPoints.reached(CrashPoint.PLAN_FROZEN);
    return plan.due(acceptance != null);
  }

  /** Empty if the plan may be frozen. */
  private Optional<String> refusal(Plans.Entry entry, @Nullable String accept, long executionId) {
    RunKey run = entry.run();
    String digest = entry.plan().digest();
    String refusedBy = entry.refusedBy();
    if (accept == null) {
      return refusedBy.isEmpty()
          ? Optional.empty()
          : Optional.of(refusedBy + "; nothing was dropped. " + cure(executionId, entry.plan()));
    }
    if (!accept.equals(digest)) {
      return Optional.of(
          "the accepted plan no longer matches the current plan (the rules, the as-of or the"
              + " expired partitions changed); nothing was dropped"
              + (refusedBy.isEmpty() ? "" : "; " + refusedBy)
              + ". "
              + cure(executionId, entry.plan()));
    }
    return plans
        .acceptedElsewhere(digest, run)
        .map(
            other ->
                "this plan was already accepted once, for "
                    + other
                    + ", and an acceptance is valid for one run; nothing was dropped");
  }

  private static String cure(long executionId, Plan plan) {
    if (plan.waiting().isEmpty()) {
      return "To accept exactly this plan: rerun " + executionId + " --accept " + plan.digest();
    }
    return "To accept exactly this plan, with %s that are kept until then: rerun %s --accept %s"
        .formatted(Waiting.count(plan), executionId, plan.digest());
  }
}
