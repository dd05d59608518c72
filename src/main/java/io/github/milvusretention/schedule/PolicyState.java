package io.github.milvusretention.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How one policy fares.
 *
 * @param next when it fires next; null if it does not
 * @param due when, by its cron, it ought to have fired after it last did; null if never
 * @param lastSuccess when its last completed run ended; null if none ever did
 * @param since from when on {@code maxAge} counts: the last success, or when the schedule was made
 *     if that is later
 * @param maxAge null if its age is not looked at
 */
record PolicyState(
    @Nullable Instant next,
    @Nullable Instant due,
    @Nullable Instant lastSuccess,
    Instant since,
    @Nullable Duration maxAge) {
  /** Quartz catches up with a missed firing in less, even with that of another node that died. */
  private static final Duration LATE = Duration.ofMinutes(3);

  /** What is wrong, and what cures it. */
  record Problem(String what, String cure) {}

  boolean overdue(Instant now) {
    return due != null && now.isAfter(due.plus(LATE));
  }

  boolean tooOld(Instant now) {
    return maxAge != null && now.isAfter(since.plus(maxAge));
  }

  Map<String, String> details(@Nullable Problem problem) {
    Map<String, String> details = new LinkedHashMap<>();
    details.put("state", problem == null ? "ok" : problem.what());
    if (problem != null) {
      details.put("cure", problem.cure());
    }
    details.put("next", next == null ? "never" : next.toString());
    details.put("lastSuccess", lastSuccess == null ? "never" : lastSuccess.toString());
    if (maxAge != null) {
      details.put("maxAge", maxAge.toString());
      details.put("since", since.toString());
    }
    return details;
  }
}
