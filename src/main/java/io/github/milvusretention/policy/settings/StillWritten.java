package io.github.milvusretention.policy.settings;

import io.github.milvusretention.period.RuleException;
import java.util.Locale;
import java.util.stream.Stream;

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
    return Stream.of(values())
        .filter(value -> value.toString().equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                new RuleException(
                    "\"" + text + "\" is not an answer to rows that are still written",
                    "write keep, warn or off"));
  }

  /** The form that {@link #parse} reads. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
