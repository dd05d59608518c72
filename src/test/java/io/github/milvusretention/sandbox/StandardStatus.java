package io.github.milvusretention.sandbox;

import java.util.Set;

/**
 * The statuses of {@code proxy.http.standardErrorStatus}, an option of releases after 3.0 that is
 * off by default: the same envelope with a specific status.
 */
final class StandardStatus {
  private static final Set<Integer> THROTTLED = Set.of(4, 8, 9, 1807);
  private static final Set<Integer> RETRIABLE = Set.of(1, 2, 12, 103, 106, 110, 202);
  private static final Set<Integer> INPUT =
      Set.of(100, 101, 200, 201, 800, 801, 802, 1100, 1101, 1102, 1600, 1801, 1802);

  private StandardStatus() {}

  /** For a mutation, 429 and 503 would invite a retry, so they become 500, except for 1807. */
  static int of(int code, boolean mutation) {
    if (code == 1800 || code == 1400) {
      return 401;
    }
    if (code == 1401) {
      return 403;
    }
    if (INPUT.contains(code)) {
      return 400;
    }
    if (code == 1807) {
      return 429;
    }
    if (mutation) {
      return 500;
    }
    if (THROTTLED.contains(code)) {
      return 429;
    }
    return RETRIABLE.contains(code) ? 503 : 500;
  }
}
