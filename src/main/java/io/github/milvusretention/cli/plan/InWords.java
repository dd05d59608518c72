package io.github.milvusretention.cli.plan;

import io.github.milvusretention.policy.Action;
import io.github.milvusretention.policy.Plan;
import io.github.milvusretention.policy.Verdict;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The counts of a plan in words. */
public final class InWords {
  private InWords() {}

  /** Such as {@code 7 expired, 5 kept}; what becomes of those expired if not all are dropped. */
  public static String of(Plan plan) {
    Map<Verdict, Integer> summary = plan.summary();
    Map<Action, Integer> actions = plan.actions();
    String verdicts = summary.isEmpty() ? "no partitions" : joined(summary, InWords::word);
    return Set.of(Action.DROP).containsAll(actions.keySet())
        ? verdicts
        : verdicts + "; of those expired " + joined(actions, InWords::word);
  }

  private static <T> String joined(Map<T, Integer> counts, Function<T, String> word) {
    return counts.entrySet().stream()
        .map(count -> count.getValue() + " " + word.apply(count.getKey()))
        .collect(Collectors.joining(", "));
  }

  private static String word(Verdict verdict) {
    return switch (verdict) {
      case EXPIRED -> "expired";
      case KEPT -> "kept";
      case HELD -> "held";
      case PROTECTED -> "protected";
      case UNRECOGNISED -> "unrecognised";
      case CONFLICT -> "in conflict";
      case IN_USE -> "in use again";
      case STILL_WRITTEN -> "still written";
      case MISMATCH -> "not matching their rows";
      case RE_CREATED -> "re-created";
    };
  }

  private static String word(Action action) {
    return switch (action) {
      case RELEASE -> "to be released";
      case WAIT -> "released and waiting";
      case DROP -> "to be dropped";
    };
  }
}
