package io.github.milvusretention.policy.settings;

import io.github.milvusretention.period.RuleException;

/**
 * What happens to a run that no person watches and that would drop more because something is new.
 * The most careful answer comes first.
 */
public enum NewRules {
  /** It waits for a person; a new collection alone passes when people have been told. */
  ACCEPT,
  /** It passes when people have been told. */
  NEXT_FIRING,
  /** It passes. */
  OFF;

  /** Reads {@code accept}, {@code next-firing} or {@code off}; throws {@link RuleException}. */
  public static NewRules parse(String text) {
    return Words.oneOf(NewRules.class, text, "an answer to new rules");
  }

  /** The form that {@link #parse} reads. */
  @Override
  public String toString() {
    return Words.of(this);
  }
}
