package io.github.milvusretention.matrix;

import io.github.milvusretention.sandbox.Call;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The limits for one command, however the server behaves, with a retry budget of 60 s. At the
 * maximum delay, a read is retried every one to two seconds, a release or drop every 15 s.
 */
final class Limits {
  private static final Duration BUDGET = Duration.ofSeconds(60);

  /** Releases or drops of one partition. */
  private static final int MAX_SAME_CHANGE = 12;

  private static final int MAX_READS_PER_OBJECT = 60;

  /** Elapsed time, including hangs. */
  private static final Duration MAX_DURATION = Duration.ofSeconds(60);

  private Limits() {}

  /**
   * @param objects the number of partitions, collections and databases
   * @param waited the virtual time of all delays
   * @param took the elapsed time
   */
  static List<String> exceeded(List<Call> calls, int objects, Duration waited, Duration took) {
    List<String> exceeded = new ArrayList<>();
    changes(calls)
        .forEach(
            (change, times) -> {
              if (times > MAX_SAME_CHANGE) {
                exceeded.add(change + " was sent " + times + " times");
              }
            });
    if (calls.size() > objects * MAX_READS_PER_OBJECT) {
      exceeded.add(calls.size() + " calls");
    }
    if (waited.compareTo(BUDGET.multipliedBy(objects)) > 0) {
      exceeded.add("waited for " + waited);
    }
    if (took.compareTo(MAX_DURATION) > 0) {
      exceeded.add("took " + took);
    }
    return exceeded;
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
