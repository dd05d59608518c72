package io.github.milvusretention.console.act;

import io.github.bucket4j.TimeMeter;
import io.github.milvusretention.console.access.Limit;
import java.util.HashMap;
import java.util.Map;

/**
 * How many refusals are recorded: twenty a minute for each key, as rows of the audit are never
 * removed. What is left out is counted, and the count told once a minute.
 */
final class RecordedRefusals {
  private static final int A_MINUTE = 20;

  private final Limit rows;
  private final Limit lines;

  /** By key; there are no more than users and programs. */
  private final Map<String, Integer> leftOut = new HashMap<>();

  RecordedRefusals(TimeMeter time) {
    rows = new Limit(A_MINUTE, time);
    lines = new Limit(1, time);
  }

  /** Whether one more is recorded. */
  synchronized boolean take(String key) {
    boolean taken = rows.take(key);
    if (!taken) {
      leftOut.merge(key, 1, Integer::sum);
    }
    return taken;
  }

  /** How many were left out since it was told last; 0 if there is nothing to tell now. */
  synchronized int toTell(String key) {
    if (!leftOut.containsKey(key) || !lines.take(key)) {
      return 0;
    }
    Integer count = leftOut.remove(key);
    return count == null ? 0 : count;
  }
}
