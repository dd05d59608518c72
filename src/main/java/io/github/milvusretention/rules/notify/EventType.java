package io.github.milvusretention.rules.notify;

import io.github.milvusretention.period.RuleException;
import io.github.milvusretention.rules.values.Closest;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

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
    return Stream.of(values())
        .filter(type -> type.toString().equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                new RuleException(
                    SecretUrl.hiddenIn(text) + " is not an event",
                    Closest.didYouMean(
                        text, names(), "write some of " + String.join(", ", names()))));
  }

  private static List<String> names() {
    return Stream.of(values()).map(EventType::toString).toList();
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
