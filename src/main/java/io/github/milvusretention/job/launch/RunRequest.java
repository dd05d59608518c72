package io.github.milvusretention.job.launch;

import io.github.milvusretention.audit.Act;
import io.github.milvusretention.audit.Actor;
import io.github.milvusretention.period.AsOf;
import io.github.milvusretention.run.RunOrigin;
import io.github.milvusretention.run.Trigger;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A request to run one policy.
 *
 * @param asOf null means now
 * @param again whether a finished run of the same as-of is to be repeated as a new attempt
 * @param accept the digest of the plan that a person accepts although a guard refused it; null if
 *     nobody does
 * @param guards the text of {@link io.github.milvusretention.guard.RefusalsShown}, what guards said
 *     to whoever accepts it; null if that is not known, as of a command
 * @param countRows whether to ask how many rows the expired partitions have
 * @param scheduled when it was to fire, however late it is; null for one that no schedule started
 * @param actor the person whose act it is, for the audit; null for a schedule and for a daemon that
 *     continues what a dead process left
 * @param decidedOn the execution whose plan that person has accepted; null for other acts
 */
public record RunRequest(
    String policy,
    @Nullable AsOf asOf,
    boolean again,
    @Nullable String accept,
    @Nullable String guards,
    boolean countRows,
    @Nullable Instant scheduled,
    RunOrigin origin,
    @Nullable Actor actor,
    @Nullable Long decidedOn) {

  /** The same, watched by a person at a terminal or not. */
  RunRequest watched(boolean watched) {
    RunOrigin same =
        new RunOrigin(origin.trigger(), origin.requestedBy(), origin.reason(), watched);
    return new RunRequest(
        policy, asOf, again, accept, guards, countRows, scheduled, same, actor, decidedOn);
  }

  /** The same as the act of a person. */
  public RunRequest by(Actor person) {
    return new RunRequest(
        policy, asOf, again, accept, guards, countRows, scheduled, origin, person, decidedOn);
  }

  /** The same, whose plan guards may refuse by nothing else. */
  public RunRequest shown(String refusals) {
    return new RunRequest(
        policy, asOf, again, accept, refusals, countRows, scheduled, origin, actor, decidedOn);
  }

  /** The same, by which the plan of that execution is accepted. */
  public RunRequest decidedOn(@Nullable Long executionId) {
    return new RunRequest(
        policy, asOf, again, accept, guards, countRows, scheduled, origin, actor, executionId);
  }

  /** As the audit names it. */
  public Act act() {
    if (accept != null) {
      return Act.ACCEPT;
    }
    return origin.trigger() == Trigger.RERUN ? Act.RERUN : Act.RUN;
  }

  /** One that is no act of a person. */
  public RunRequest(
      String policy,
      @Nullable AsOf asOf,
      boolean again,
      @Nullable String accept,
      boolean countRows,
      @Nullable Instant scheduled,
      RunOrigin origin) {
    this(policy, asOf, again, accept, null, countRows, scheduled, origin, null, null);
  }

  /** One by hand. */
  public RunRequest(
      String policy,
      @Nullable AsOf asOf,
      boolean again,
      @Nullable String accept,
      boolean countRows,
      RunOrigin origin) {
    this(policy, asOf, again, accept, null, countRows, null, origin, null, null);
  }

  /** One that counts rows. */
  public RunRequest(
      String policy,
      @Nullable AsOf asOf,
      boolean again,
      @Nullable String accept,
      RunOrigin origin) {
    this(policy, asOf, again, accept, true, origin);
  }
}
