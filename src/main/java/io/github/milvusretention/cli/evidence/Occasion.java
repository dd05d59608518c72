package io.github.milvusretention.cli.evidence;

import io.github.milvusretention.job.history.PastExecution;
import org.jspecify.annotations.Nullable;

/**
 * When an execution ran, and who or what asked for it.
 *
 * @param start null if it did not start
 * @param end null if it did not end
 * @param reason may be empty
 */
public record Occasion(
    @Nullable String start,
    @Nullable String end,
    String trigger,
    String requestedBy,
    String reason) {

  static Occasion of(PastExecution past, Moments moments) {
    return new Occasion(
        moments.textOrNull(past.start()),
        moments.textOrNull(past.end()),
        past.origin().trigger().toString(),
        past.origin().requestedBy(),
        past.origin().reason());
  }

  @Override
  public String toString() {
    return (start == null ? "not begun" : start + " to " + (end == null ? "(not ended)" : end))
        + ", "
        + trigger
        + " by "
        + requestedBy
        + (reason.isEmpty() ? "" : ", reason: " + reason);
  }
}
