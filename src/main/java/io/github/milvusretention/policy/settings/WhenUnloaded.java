package io.github.milvusretention.policy.settings;

import io.github.milvusretention.period.RuleException;
import java.util.Locale;
import java.util.stream.Stream;

/** What happens to a partition whose content cannot be asked for, since it is not loaded. */
public enum WhenUnloaded {
  /** It is kept. */
  KEEP,
  /** Its name alone decides. */
  TRUST_NAME;

  /** Reads {@code keep} or {@code trust-name}; throws {@link RuleException}. */
  public static WhenUnloaded parse(String text) {
    return Stream.of(values())
        .filter(value -> value.toString().equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                new RuleException(
                    "\"" + text + "\" is not an answer to what is not loaded",
                    "write keep or trust-name"));
  }

  /** The form that {@link #parse} reads. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
