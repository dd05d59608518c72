package io.github.milvusretention.rules.notify;

import io.github.milvusretention.period.RuleException;
import io.github.milvusretention.rules.values.Choice;

/** What people can be told of. The name in the rules file is the constant's, with dashes. */
public enum EventType {
  /** A run ended with nothing left to do. */
  FINISHED,
  /** A run ended and something is left: partitions that failed, or it was stopped. */
  PARTIAL,
  /** A run ended because of an error, or because its cluster or the repository cannot be used. */
  FAILED,
  /** A guard refused the plan of a run: a person must decide. */
  REFUSED,
  /** No run has completed for too long. */
  OVERDUE,
  /** A hold ends soon. */
  HOLD_EXPIRES,
  /** A partition that was dropped is there again, and waits for a person. */
  RE_CREATED,
  /** The rules file, or the rules that a policy is run by, are not what they were. */
  RULES_CHANGED,
  /** Which partitions go within a week. */
  UPCOMING;

  /** Throws {@link RuleException} for any other text. */
  public static EventType parse(String text) {
    return Choice.oneOfSome(EventType.class, text, "an event");
  }

  @Override
  public String toString() {
    return Choice.word(this);
  }
}
