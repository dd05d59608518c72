package io.github.milvusretention.console.act.runs;

import io.github.milvusretention.audit.Act;
import io.github.milvusretention.audit.Actor;
import io.github.milvusretention.audit.AuditEntry;
import io.github.milvusretention.audit.AuditEntry.Outcome;
import io.github.milvusretention.audit.Target;
import io.github.milvusretention.console.act.NotDone;
import io.github.milvusretention.console.act.Refusals;
import io.github.milvusretention.console.web.NotThere;
import io.github.milvusretention.job.history.History;
import io.github.milvusretention.job.launch.RunRequest;
import io.github.milvusretention.rules.Rules;
import io.github.milvusretention.rules.console.Role;
import io.github.milvusretention.run.RunKey;
import io.github.milvusretention.run.RunOrigin;
import io.github.milvusretention.run.Trigger;
import org.jspecify.annotations.Nullable;

/** Continues a run. Nothing is dropped twice, and nothing is added to a plan that is frozen. */
public class Rerun {
  private final History history;
  private final Rules rules;
  private final Launches launches;
  private final Refusals refusals;

  Rerun(History history, Rules rules, Launches launches, Refusals refusals) {
    this.history = history;
    this.rules = rules;
    this.launches = launches;
    this.refusals = refusals;
  }

  /**
   * Returns the new execution once it has begun. Throws {@link NotDone}, {@link NotThere}, and
   * {@link io.github.milvusretention.period.RuleException} for a reason that is too long.
   *
   * @param executionId any execution of the run
   * @param reason may be empty
   * @param form what the form carried; null for a program
   */
  public long start(Actor actor, long executionId, String reason, @Nullable String form) {
    RunKey run = history.run(executionId).orElseThrow(() -> NotThere.run(executionId));
    AuditEntry entry =
        new AuditEntry(
            actor,
            Act.RERUN,
            new Target("run of " + run, run.policy(), executionId),
            reason,
            Outcome.REFUSED,
            "");
    refusals.check(entry, Role.OPERATOR);
    String why = refusals.reason(entry, reason);
    if (!rules.policies().containsKey(run.policy())) {
      throw refusals.conflict(
          entry,
          "run "
              + executionId
              + " is of policy "
              + run.policy()
              + ", which is no longer in the rules; it cannot be continued",
          null);
    }
    return launches.rerun(
        run,
        new RunRequest(
                run.policy(),
                run.asOf(),
                false,
                null,
                new RunOrigin(Trigger.RERUN, actor.requestedBy(), why))
            .by(actor),
        form);
  }
}
