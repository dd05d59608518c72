package io.github.milvusretention.console.act.runs;

import static java.util.stream.Collectors.joining;

import io.github.milvusretention.audit.AuditEntry;
import io.github.milvusretention.console.act.NotDone;
import io.github.milvusretention.console.act.NotDone.Way;
import io.github.milvusretention.console.act.Refusals;
import io.github.milvusretention.console.act.runs.AcceptPlan.Answer;
import io.github.milvusretention.guard.Refusal;
import io.github.milvusretention.guard.RefusalsShown;
import io.github.milvusretention.period.RuleException;
import io.github.milvusretention.run.RunExit;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Checks that what a person accepts is still what was shown to that person: the same plan, refused
 * by the same guards with the same figures.
 */
class AnswerCheck {
  /** What guards are called, and nothing that somebody else could have written. */
  private static final Pattern GUARD = Pattern.compile("[a-z-]{1,40}");

  private final PlanReview review;
  private final Refusals refusals;

  AnswerCheck(PlanReview review, Refusals refusals) {
    this.review = review;
    this.refusals = refusals;
  }

  /**
   * Throws {@link NotDone} unless the plan is the one that was shown and this person may accept it,
   * {@link IncompleteAnswer}, and what {@link PlanReview} throws.
   */
  void check(AuditEntry entry, WaitingRun waiting, Answer answer) {
    PlanToAccept now = present(entry, waiting, answer);
    checkPlan(entry, now, answer);
    checkPerson(entry, now);
    checkGuards(entry, now, answer);
    checkWords(entry, now, answer);
  }

  private PlanToAccept present(AuditEntry entry, WaitingRun waiting, Answer answer) {
    return refusals
        .recorded(entry, () -> review.since(answer.digest(), entry.actor(), waiting))
        .orElseThrow(
            () ->
                refusals.slow(
                    entry,
                    "the cluster is still being asked; nothing was started. Send the form"
                        + " again in a moment",
                    lookAgain(waiting.executionId())));
  }

  private void checkPlan(AuditEntry entry, PlanToAccept now, Answer answer) {
    if (!now.digest().equals(answer.digest())) {
      throw refusals
          .conflict(
              entry,
              "the plan is no longer the one that was shown ("
                  + now.change()
                  + "); nothing was dropped",
              lookAgain(now.executionId()))
          .as(RunExit.GUARD_REFUSED);
    }
  }

  private void checkPerson(AuditEntry entry, PlanToAccept now) {
    if (now.own() != null) {
      throw refusals.forbidden(entry, now.own());
    }
    WhoMayAccept.off(entry.actor(), now)
        .ifPresent(
            why -> {
              throw refusals.conflict(entry, why, Way.toRun(now.executionId()));
            });
  }

  private void checkGuards(AuditEntry entry, PlanToAccept now, Answer answer) {
    if (!RefusalsShown.parse(answer.guards()).isStill(now.shown())) {
      throw refusals
          .conflict(entry, moved(answer.guards(), now.refusals()), lookAgain(now.executionId()))
          .as(RunExit.GUARD_REFUSED);
    }
  }

  private void checkWords(AuditEntry entry, PlanToAccept now, Answer answer) {
    try {
      refusals.recorded(entry, () -> checkComplete(now.due().size(), answer));
    } catch (RuleException mistake) {
      throw new IncompleteAnswer(now, mistake);
    }
  }

  private static void checkComplete(int due, Answer answer) {
    String reason = Refusals.reason(answer.reason());
    RuleException.check(!reason.isEmpty(), "reason", "is empty", "say why these may go");
    RuleException.check(
        answer.number().strip().equals(String.valueOf(due)),
        "number",
        "is not the number of partitions that go",
        "write the one that is shown above");
  }

  private static Way lookAgain(long executionId) {
    return new Way("/runs/" + executionId + "/accept", "Look at the plan as it is now");
  }

  private static String moved(String told, List<Refusal> refusals) {
    String guards =
        RefusalsShown.parse(told).guards().stream()
            .filter(guard -> GUARD.matcher(guard).matches())
            .collect(joining(", "));
    return "guards refuse the plan by other figures than were shown (shown: "
        + (guards.isEmpty() ? "none" : guards)
        + "; now: "
        + (refusals.isEmpty()
            ? "none"
            : refusals.stream()
                .map(
                    refusal ->
                        refusal.guard()
                            + " allows "
                            + refusal.limit()
                            + ", not "
                            + refusal.figure())
                .collect(joining(", ")))
        + "); nothing was dropped";
  }
}
