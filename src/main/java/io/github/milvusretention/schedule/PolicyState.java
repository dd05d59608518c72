package io.github.milvusretention.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The state of one policy, for health and for pages.
 *
 * @param next the next fire time; null if there is none
 * @param due the fire time that follows the last firing, by the cron expression; null if there is
 *     none
 * @param lastSuccess when its last completed run ended; null if there is none
 * @param since the start of {@code maxAge}: the last success, or the creation of the schedule if
 *     that is later
 * @param maxAge null if the age is not checked
 * @param waiting how many partitions are released and wait to be dropped
 * @param refusedBy the guards that refused its last plan; null if none did
 */
public record PolicyState(
    @Nullable Instant next,
    @Nullable Instant due,
    @Nullable Instant lastSuccess,
    Instant since,
    @Nullable Duration maxAge,
    int waiting,
    @Nullable String refusedBy) {
  /** A problem and its cure. */
  public record Problem(String what, String cure) {}

  boolean overdue(Instant now) {
    return due != null && now.isAfter(due.plus(NextFirings.LATE));
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
    if (waiting > 0) {
      details.put("releasedWaiting", Integer.toString(waiting));
    }
    if (refusedBy != null) {
      details.put("refusedBy", refusedBy);
    }
    return details;
  }
}
