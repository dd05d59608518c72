package io.github.milvusretention.policy.settings;

import io.github.milvusretention.period.RuleException;

/** What happens to a partition whose content cannot be asked for, since it is not loaded. */
public enum WhenUnloaded {
  /** It is kept. */
  KEEP,
  /** Its name alone decides. */
  TRUST_NAME;

  /** Reads {@code keep} or {@code trust-name}; throws {@link RuleException}. */
  public static WhenUnloaded parse(String text) {
    return Words.oneOf(WhenUnloaded.class, text, "an answer to what is not loaded");
  }

  /** The form that {@link #parse} reads. */
  @Override
  public String toString() {
    return Words.of(this);
  }
}
