package io.github.milvusretention.matrix;

import io.github.milvusretention.sandbox.Call;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What one command may cost, however the server behaves, with a retry budget of 60 s. A question is
 * asked every one to two seconds once the waits have grown; a change every 15 s.
 */
final class Bounds {
  private static final Duration BUDGET = Duration.ofSeconds(60);

  /** Releases, or drops, of one partition. */
  private static final int SAME_CHANGE = 12;

  private static final int SAME_QUESTION = 60;

  /** In real time, hangs included. */
  private static final Duration LONGEST = Duration.ofSeconds(60);

  private Bounds() {}

  /**
   * @param things partitions, collections and databases that there is something to ask about
   * @param waited counted, not spent
   * @param took really
   */
  static List<String> overstepped(List<Call> calls, int things, Duration waited, Duration took) {
    List<String> overstepped = new ArrayList<>();
    changes(calls)
        .forEach(
            (change, times) -> {
              if (times > SAME_CHANGE) {
                overstepped.add(change + " was sent " + times + " times");
              }
            });
    if (calls.size() > things * SAME_QUESTION) {
      overstepped.add(calls.size() + " calls");
    }
    if (waited.compareTo(BUDGET.multipliedBy(things)) > 0) {
      overstepped.add("waited for " + waited);
    }
    if (took.compareTo(LONGEST) > 0) {
      overstepped.add("took " + took);
    }
    return overstepped;
  }

  private static Map<String, Long> changes(List<Call> calls) {
    return calls.stream()
        .filter(Call::isMutation)
        .collect(
            Collectors.groupingBy(
                call -> call.route() + " of " + call.collection() + call.partitions(),
                Collectors.counting()));
  }
}
