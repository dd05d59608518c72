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
import io.github.milvusretention.job.launch.Stopper;
import io.github.milvusretention.rules.console.Role;
import io.github.milvusretention.run.RunKey;
import org.springframework.http.HttpStatus;

/** Asks exactly one run, in whatever process, to stop after the partition in hand. */
public class StopRun {
  private final History history;
  private final Stopper stopper;
  private final Refusals refusals;

  StopRun(History history, Stopper stopper, Refusals refusals) {
    this.history = history;
    this.stopper = stopper;
    this.refusals = refusals;
  }

  /**
   * Returns the run that was asked. Throws {@link NotDone}, {@link NotThere}, and {@link
   * io.github.milvusretention.period.RuleException} for a reason that is too long.
   *
   * @param reason may be empty
   */
  public RunKey stop(Actor actor, long executionId, String reason) {
    RunKey run = history.run(executionId).orElseThrow(() -> NotThere.run(executionId));
    AuditEntry entry =
        new AuditEntry(
            actor,
            Act.STOP,
            new Target("run of " + run, run.policy(), executionId),
            reason,
            Outcome.REFUSED,
            "");
    refusals.check(entry, Role.OPERATOR);
    String why = refusals.reason(entry, reason);
    try {
      return stopper.stop(executionId, actor, why);
    } catch (Stopper.NothingToStop e) {
      throw new NotDone(
          HttpStatus.CONFLICT, String.valueOf(e.getMessage()), Way.toRun(executionId));
    }
  }
}
