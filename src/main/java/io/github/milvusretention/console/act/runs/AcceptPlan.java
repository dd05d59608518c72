package io.github.milvusretention.console.act.runs;

import io.github.milvusretention.audit.Act;
import io.github.milvusretention.audit.Actor;
import io.github.milvusretention.audit.AuditEntry;
import io.github.milvusretention.audit.AuditEntry.Outcome;
import io.github.milvusretention.audit.Target;
import io.github.milvusretention.console.act.NotDone;
import io.github.milvusretention.console.act.NotDone.Way;
import io.github.milvusretention.console.act.Refusals;
import io.github.milvusretention.console.web.NotThere;
import io.github.milvusretention.job.history.History;
import io.github.milvusretention.job.launch.LaunchPermit;
import io.github.milvusretention.job.launch.RunRequest;
import io.github.milvusretention.policy.Policy;
import io.github.milvusretention.rules.Rules;
import io.github.milvusretention.rules.console.Role;
import io.github.milvusretention.run.RunExit;
import io.github.milvusretention.run.RunKey;
import io.github.milvusretention.run.RunOrigin;
import io.github.milvusretention.run.Trigger;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/**
 * Accepts exactly one plan that a guard refused, or what of a plan waited for a person. The plan is
 * made again before it is shown, before it is accepted, and by the run, each time with the same
 * digest or not at all.
 */
public class AcceptPlan {
  private final History history;
  private final Rules rules;
  private final OpenRuns open;
  private final PlanReview review;
  private final AnswerCheck check;
  private final LaunchPermit permit;
  private final Launches launches;
  private final Refusals refusals;

  AcceptPlan(
      History history,
      Rules rules,
      OpenRuns open,
      PlanReview review,
      AnswerCheck check,
      LaunchPermit permit,
      Launches launches,
      Refusals refusals) {
    this.history = history;
    this.rules = rules;
    this.open = open;
    this.review = review;
    this.check = check;
    this.permit = permit;
    this.launches = launches;
    this.refusals = refusals;
  }

  /**
   * What a person says to a plan.
   *
   * @param digest of the plan that was shown
   * @param guards the text of {@link PlanToAccept#shown()}
   * @param number of the partitions that go, as the person typed it
   * @param reason in the person's words
   */
  public record Answer(String digest, String guards, String number, String reason) {}

  /**
   * Makes the plan of a run anew, and keeps it, so that it can be accepted for a day; empty if the
   * cluster is still being asked. Throws {@link NotThere}, {@link NotDone} if no plan of that run
   * waits for a person, {@link io.github.milvusretention.run.RunFailure} if the cluster cannot be
   * asked, and {@link io.github.milvusretention.console.web.asking.Busy} if too many others ask.
   *
   * @param viewer who looks at it
   */
  public Optional<PlanToAccept> review(Actor viewer, long executionId) {
    RunKey run = run(executionId);
    WaitingRun waiting =
        waiting(executionId, run)
            .orElseThrow(
                () -> new NotDone(HttpStatus.CONFLICT, nothing(run), Way.toRun(executionId)));
    return review.toShow(viewer, waiting);
  }

  /**
   * Starts the run that takes exactly the plan that was shown, and returns its execution once it
   * has begun. Throws {@link NotDone}, also if the plan has changed, {@link IncompleteAnswer} and
   * what {@link #review} throws.
   *
   * @param form what the form carried; null for a program
   */
  public long accept(Actor actor, long executionId, Answer answer, @Nullable String form) {
    RunKey run = run(executionId);
    AuditEntry entry = entry(actor, executionId, run, answer);
    refusals.check(entry, Role.APPROVER);
    WaitingRun waiting =
        waiting(executionId, run)
            .orElseThrow(() -> refusals.conflict(entry, nothing(run), Way.toRun(executionId)));
    checkStarters(entry, waiting);
    checkPermit(entry, run.policy());
    check.check(entry, waiting, answer);
    return launch(actor, waiting, answer, form);
  }

  private RunKey run(long executionId) {
    return history.run(executionId).orElseThrow(() -> NotThere.run(executionId));
  }

  /** Empty if nothing of that run waits for a person. */
  private Optional<WaitingRun> waiting(long executionId, RunKey run) {
    Policy policy = rules.policies().get(run.policy());
    return policy == null
        ? Optional.empty()
        : open.find(run)
            .map(plan -> new WaitingRun(executionId, run, policy, plan, open.starters(run)));
  }

  private static String nothing(RunKey run) {
    return "no plan of the run of " + run + " waits for a person, or a later run has its place";
  }

  private static AuditEntry entry(Actor actor, long executionId, RunKey run, Answer answer) {
    return new AuditEntry(
        actor,
        Act.ACCEPT,
        new Target("run of " + run, run.policy(), executionId),
        answer.digest(),
        answer.reason(),
        Outcome.REFUSED,
        "");
  }

  private void checkStarters(AuditEntry entry, WaitingRun waiting) {
    WhoMayAccept.objectionTo(entry.actor().requestedBy(), waiting.starters())
        .ifPresent(
            why -> {
              throw refusals.forbidden(entry, why);
            });
  }

  private void checkPermit(AuditEntry entry, String policy) {
    permit
        .objection(policy)
        .ifPresent(
            why -> {
              throw refusals
                  .conflict(entry, "nothing was started: " + why, null)
                  .as(RunExit.LOCKED);
            });
  }

  private long launch(Actor actor, WaitingRun waiting, Answer answer, @Nullable String form) {
    RunKey run = waiting.run();
    Trigger trigger = waiting.again() ? Trigger.MANUAL : Trigger.RERUN;
    RunRequest request =
        new RunRequest(
                run.policy(),
                run.asOf(),
                waiting.again(),
                answer.digest(),
                new RunOrigin(trigger, actor.requestedBy(), answer.reason().strip()))
            .by(actor)
            .shown(answer.guards())
            .decidedOn(waiting.executionId());
    return waiting.again() ? launches.run(request, form) : launches.rerun(run, request, form);
  }
}
