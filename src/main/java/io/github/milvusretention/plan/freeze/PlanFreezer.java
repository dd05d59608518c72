package io.github.milvusretention.plan.freeze;

import static java.util.stream.Collectors.joining;

import io.github.milvusretention.guard.Refusal;
import io.github.milvusretention.guard.RefusalsShown;
import io.github.milvusretention.hold.Holds;
import io.github.milvusretention.lease.ClockWatch;
import io.github.milvusretention.ledger.ExecutionLease;
import io.github.milvusretention.ledger.plans.Acceptance;
import io.github.milvusretention.ledger.plans.Plans;
import io.github.milvusretention.milvus.Cluster;
import io.github.milvusretention.plan.AcceptCommand;
import io.github.milvusretention.plan.ReviewedPlan;
import io.github.milvusretention.plan.Waiting;
import io.github.milvusretention.policy.Plan;
import io.github.milvusretention.rules.Rules;
import io.github.milvusretention.rules.process.PolicyText;
import io.github.milvusretention.run.CrashPoint;
import io.github.milvusretention.run.CrashPoints;
import io.github.milvusretention.run.RunExit;
import io.github.milvusretention.run.RunFailure;
import io.github.milvusretention.run.RunKey;
import io.github.milvusretention.run.RunParameters;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;

/**
 * Freezes the plan of a run, if no guard refuses it or a person accepts exactly this plan. What
 * waits for a person is part of what is frozen only by that acceptance.
 */
public class PlanFreezer {
  private final Plans plans;
  private final Rules rules;
  private final Holds holds;
  private final Remembering remembering;
  private final AcceptCommand command;
  private final ClockWatch watch;
  private final CrashPoints crashPoints;
  private final ApplicationEventPublisher events;

  PlanFreezer(
      Plans plans,
      Rules rules,
      Holds holds,
      Remembering remembering,
      AcceptCommand command,
      ClockWatch watch,
      CrashPoints crashPoints,
      ApplicationEventPublisher events) {
    this.events = events;
    this.rules = rules;
    this.remembering = remembering;
    this.command = command;
    this.watch = watch;
    this.plans = plans;
    this.holds = holds;
    this.crashPoints = crashPoints;
  }

  /** Throws {@link RunFailure} if the plan is refused, which is then remembered. */
  public void freeze(ReviewedPlan planned, RunParameters parameters, long executionId) {
    ExecutionLease by = new ExecutionLease(executionId, parameters.lease());
    Plan plan = planned.plan();
    Plans.Entry entry =
        new Plans.Entry(
            parameters.run(),
            plan,
            Cluster.server(rules.clusterOf(plan.policy()).uri()),
            planned.refusals().stream().map(Refusal::guard).toList(),
            planned.refusals().stream().map(Refusal::message).collect(joining("; ")),
            String.join("; ", planned.unreadable()),
            parameters.accept() == null ? Waiting.afterRun(plan, command) : "",
            PolicyText.of(rules, plan.policy()));
    holds.planned(plan.policy(), planned.held().met());
    refuseExpired(entry, parameters.accept(), executionId);
    Optional<String> refusal =
        refusal(entry, parameters.accept(), notAccepted(planned, parameters), executionId);
    if (refusal.isPresent()) {
      plans.refuse(
          entry,
          by,
          () -> {
            remembering.refused(planned, parameters.origin().requestedBy());
            events.publishEvent(new PlanMade(entry.run(), executionId, planned, false));
          });
      throw new RunFailure(RunExit.GUARD_REFUSED, refusal.get());
    }
    Acceptance acceptance =
        parameters.accept() == null || (entry.refusedBy().isEmpty() && plan.waiting().isEmpty())
            ? null
            : new Acceptance(
                plan.digest(), parameters.origin().requestedBy(), parameters.origin().reason());
    plans.freeze(
        entry,
        planned.seen(),
        planned.rows(),
        acceptance,
        by,
        () -> {
          remembering.frozen(planned, acceptance != null);
          events.publishEvent(new PlanMade(entry.run(), executionId, planned, true));
        });
    holds.told(plan.policy(), planned.held().met(), entry.run());
    watch.trust();
    crashPoints.reached(CrashPoint.PLAN_FROZEN);
  }

  /** The guards that say what a person has not seen who looked at the plan. */
  private static SortedSet<String> notAccepted(ReviewedPlan planned, RunParameters parameters) {
    String shown = parameters.guards();
    return shown == null
        ? new TreeSet<>()
        : RefusalsShown.parse(shown).notShownOf(RefusalsShown.of(planned.refusals()));
  }

  /** Empty if the plan may be frozen. */
  private Optional<String> refusal(
      Plans.Entry entry, @Nullable String accept, SortedSet<String> notAccepted, long executionId) {
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
          "the accepted plan no longer matches the current plan ("
              + remembering
                  .changeSince(accept, entry.plan())
                  .orElse("the rules, the as-of or the expired partitions changed")
              + "); nothing was dropped"
              + (refusedBy.isEmpty() ? "" : "; " + refusedBy)
              + ". "
              + cure(executionId, entry.plan()));
    }
    if (!notAccepted.isEmpty()) {
      return Optional.of(
          "what was accepted is a plan that was not refused yet by this, or by another figure: "
              + String.join(", ", notAccepted)
              + "; nothing was dropped; "
              + refusedBy
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

  /** It stays as it is: to be accepted it has to be made again, and looked at. */
  private void refuseExpired(Plans.Entry entry, @Nullable String accept, long executionId) {
    Plan plan = entry.plan();
    boolean nothingToAccept = entry.refusedBy().isEmpty() && plan.waiting().isEmpty();
    if (nothingToAccept || !plan.digest().equals(accept)) {
      return;
    }
    remembering
        .notAcceptableSince(plan)
        .ifPresent(
            until -> {
              throw new RunFailure(
                  RunExit.GUARD_REFUSED,
                  "this plan could be accepted until "
                      + until
                      + ", 24 hours after it was made; nothing was dropped. To make it again: "
                      + command.rerun(executionId));
            });
  }

  private String cure(long executionId, Plan plan) {
    String accept = command.rerun(executionId, plan.digest());
    return plan.waiting().isEmpty()
        ? "To accept exactly this plan: " + accept
        : "To accept exactly this plan, with %s that are kept until then: %s"
            .formatted(Waiting.count(plan), accept);
  }
}
