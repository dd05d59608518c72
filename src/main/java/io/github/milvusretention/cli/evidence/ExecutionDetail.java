package io.github.milvusretention.cli.evidence;

import io.github.milvusretention.job.history.PastExecution;
import io.github.milvusretention.ledger.LedgerCounts;
import org.jspecify.annotations.Nullable;

/**
 * One execution of a run as JSON, and as a line below a table. It counts what it did itself.
 *
 * @param exitCode null while it is running
 * @param earlier how many partitions of the plan earlier executions had settled
 */
public record ExecutionDetail(
    long executionId,
    String status,
    @Nullable Integer exitCode,
    @Nullable String start,
    @Nullable String end,
    String trigger,
    String requestedBy,
    String reason,
    int dropped,
    int released,
    int absent,
    int skipped,
    int failed,
    int left,
    int earlier,
    String message) {

  static ExecutionDetail of(PastExecution past, Moments moments) {
    LedgerCounts own = past.counts().own();
    return new ExecutionDetail(
        past.executionId(),
        past.status(),
        past.exit() == null ? null : past.exit().code(),
        moments.textOrNull(past.start()),
        moments.textOrNull(past.end()),
        past.origin().trigger().toString(),
        past.origin().requestedBy(),
        past.origin().reason(),
        own.dropped(),
        own.released(),
        own.absent(),
        own.skipped(),
        own.failed(),
        own.left(),
        past.counts().earlier(),
        past.message());
  }

  String line() {
    return "  execution "
        + executionId
        + ": "
        + status
        + (exitCode == null ? "" : ", exit code " + exitCode)
        + ", "
        + (start == null ? "not begun" : start + " to " + (end == null ? "(not ended)" : end))
        + ", "
        + trigger
        + " by "
        + requestedBy
        + (reason.isEmpty() ? "" : ", reason: " + reason)
        + "; "
        + result();
  }

  /** A message may begin with the counts. */
  private String result() {
    String counts = new LedgerCounts(dropped, released, absent, skipped, failed, left).toString();
    if (message.startsWith(counts)) {
      return message;
    }
    return counts + (message.isEmpty() ? "" : "; " + message);
  }
}
