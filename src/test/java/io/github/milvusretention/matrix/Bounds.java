package io.github.milvusretention.matrix;

import io.github.milvusretention.sandbox.Call;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What one command may cost a server, and a person, however the server behaves. */
final class Bounds {
  static int maxChanges;
  static int maxAll;
  static int maxPer;
  static long maxSlept;
  static long maxTook;

  private Bounds() {}

  static List<String> problems(List<Call> calls, Duration waited, Duration took) {
    List<String> problems = new ArrayList<>();
    Map<String, Long> changes =
        calls.stream()
            .filter(Call::isMutation)
            .collect(
                Collectors.groupingBy(
                    call -> call.route() + " " + call.collection() + call.partitions(),
                    Collectors.counting()));
    Map<String, Long> per =
        calls.stream()
            .collect(
                Collectors.groupingBy(
                    call -> call.collection() + call.partitions(), Collectors.counting()));
    synchronized (Bounds.class) {
      maxChanges = Math.max(maxChanges, changes.values().stream().mapToInt(Long::intValue).max().orElse(0));
      maxPer = Math.max(maxPer, per.values().stream().mapToInt(Long::intValue).max().orElse(0));
      maxAll = Math.max(maxAll, calls.size());
      maxSlept = Math.max(maxSlept, waited.toSeconds());
      maxTook = Math.max(maxTook, took.toMillis());
    }
    return problems;
  }
}
