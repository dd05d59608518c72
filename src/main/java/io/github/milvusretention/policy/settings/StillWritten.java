package io.github.milvusretention.policy.settings;

import io.github.milvusretention.period.RuleException;

/** What happens to an expired partition whose row count grew after its period had ended. */
public enum StillWritten {
  /** It is kept, and so is one of which no earlier count is known. */
  KEEP,
  /** It goes, and the plan says that it grew. */
  WARN,
  /** Nobody asks. */
  OFF;

  /** Reads {@code keep}, {@code warn} or {@code off}; throws {@link RuleException}. */
  public static StillWritten parse(String text) {
    return Words.oneOf(StillWritten.class, text, "an answer to rows that are still written");
  }

  /** The form that {@link #parse} reads. */
  @Override
  public String toString() {
    return Words.of(this);
  }
}
