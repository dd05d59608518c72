package io.github.milvusretention.audit;

import io.github.milvusretention.database.RepositoryFailure;
import org.jspecify.annotations.Nullable;

/**
 * One act, to be recorded.
 *
 * @param digest of the plan that was accepted; null for other acts
 * @param reason in the actor's words; may be empty
 * @param message one sentence about the outcome; may be empty
 */
public record AuditEntry(
    Actor actor,
    Act act,
    Target target,
    @Nullable String digest,
    String reason,
    Outcome outcome,
    String message) {

  /** What came of an act. */
  public enum Outcome {
    /** It has begun; how it ended is told by a run's own records, or by a later row. */
    STARTED,
    DONE,
    /** Nothing was done, since it was not allowed or not possible. */
    REFUSED,
    /** It broke off. */
    FAILED
  }

  /** An act without a digest. */
  public AuditEntry(
      Actor actor, Act act, Target target, String reason, Outcome outcome, String message) {
    this(actor, act, target, null, reason, outcome, message);
  }

  /** The same act with another outcome. */
  public AuditEntry ended(Outcome as, String sentence) {
    return new AuditEntry(actor, act, target, digest, reason, as, sentence);
  }

  /** The same act, which broke off. */
  public AuditEntry failed(RuntimeException why) {
    return ended(
        Outcome.FAILED,
        RepositoryFailure.withoutSql(why).orElseGet(() -> String.valueOf(why.getMessage())));
  }

  /** The same act on something that is known better now. */
  public AuditEntry on(Target better) {
    return new AuditEntry(actor, act, better, digest, reason, outcome, message);
  }
}
