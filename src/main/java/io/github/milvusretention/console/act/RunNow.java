package io.github.milvusretention.console.act;

import io.github.milvusretention.audit.Act;
import io.github.milvusretention.audit.Actor;
import io.github.milvusretention.audit.AuditEntry;
import io.github.milvusretention.audit.AuditEntry.Outcome;
import io.github.milvusretention.audit.Target;
import io.github.milvusretention.console.web.NotThere;
import io.github.milvusretention.job.RunRequest;
import io.github.milvusretention.rules.Rules;
import io.github.milvusretention.rules.console.Role;
import io.github.milvusretention.run.RunOrigin;
import io.github.milvusretention.run.Trigger;
import org.jspecify.annotations.Nullable;

/** Runs a policy beside its schedule, which stays as it is. */
public class RunNow {
  private final Rules rules;
  private final Launches launches;
  private final Refusals refusals;

  RunNow(Rules rules, Launches launches, Refusals refusals) {
    this.rules = rules;
    this.launches = launches;
    this.refusals = refusals;
  }

  /**
   * Returns the execution once it has begun. Throws {@link NotDone}, {@link NotThere} for a policy
   * that is not in the rules, and {@link io.github.milvusretention.period.RuleException} for a
   * reason that is too long.
   *
   * @param again whether a finished run of the present as-of is repeated as a new attempt
   * @param reason may be empty
   * @param form what the form carried; null for a program
   */
  public long start(
      Actor actor, String policy, boolean again, String reason, @Nullable String form) {
    if (!rules.policies().containsKey(policy)) {
      throw new NotThere("there is no policy " + policy + " in the rules");
    }
    String why = Refusals.reason(reason);
    refusals.check(
        new AuditEntry(
            actor, Act.RUN, new Target("policy " + policy, policy), why, Outcome.REFUSED, ""),
        Role.OPERATOR);
    return launches.run(
        new RunRequest(
                policy,
                null,
                again,
                null,
                new RunOrigin(Trigger.MANUAL, actor.requestedBy(), why))
            .by(actor),
        form);
  }
}
