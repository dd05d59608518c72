package io.github.milvusretention.cli.evidence;

import io.github.milvusretention.job.RunReport;
import org.jspecify.annotations.Nullable;

/** One execution of a run as JSON, and as a line below a table. */
public record ExecutionDetail(
    @Nullable Long executionId,
    String status,
    int exitCode,
    @Nullable String start,
    @Nullable String end,
    String trigger,
    String requestedBy,
    String reason,
    String message) {

  public static ExecutionDetail of(RunReport report) {
    return new ExecutionDetail(
        report.executionId(),
        report.status(),
        report.exit().code(),
        report.start() == null ? null : report.start().toString(),
        report.end() == null ? null : report.end().toString(),
        report.trigger(),
        report.requestedBy(),
        report.reason(),
        report.message());
  }

  String line() {
    return "  execution "
        + executionId
        + ": "
        + status
        + ", exit code "
        + exitCode
        + ", "
        + start
        + " to "
        + (end == null ? "(not ended)" : end)
        + ", "
        + trigger
        + " by "
        + requestedBy
        + (reason.isEmpty() ? "" : ", reason: " + reason)
        + (message.isEmpty() ? "" : "; " + message);
  }
}
