package io.github.milvusretention.cli.evidence;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.github.milvusretention.job.history.PastExecution;
import io.github.milvusretention.ledger.LedgerCounts;
import org.jspecify.annotations.Nullable;

/**
 * One execution of a run as JSON, and as a line below a table.
 *
 * @param exitCode null while it is running
 * @param counts what it did itself
 * @param earlier how many partitions of the plan earlier executions had settled
 */
public record ExecutionDetail(
    long executionId,
    String status,
    @Nullable Integer exitCode,
    @JsonUnwrapped Occasion occasion,
    @JsonUnwrapped LedgerCounts counts,
    int earlier,
    String message) {

  static ExecutionDetail of(PastExecution past, Moments moments) {
    return new ExecutionDetail(
        past.executionId(),
        past.status(),
        past.exit() == null ? null : past.exit().code(),
        Occasion.of(past, moments),
        past.counts().own(),
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
        + occasion
        + "; "
        + result();
  }

  /** A message may begin with the counts. */
  private String result() {
    if (message.startsWith(counts.toString())) {
      return message;
    }
    return counts + (message.isEmpty() ? "" : "; " + message);
  }
}
