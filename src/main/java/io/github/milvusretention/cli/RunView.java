package io.github.milvusretention.cli;

import io.github.milvusretention.job.RunReport;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A run as JSON, and as a row. */
record RunView(
    String policy,
    String asOf,
    int attempt,
    @Nullable Long executionId,
    String status,
    int exitCode,
    int dropped,
    int absent,
    int skipped,
    int failed,
    String message) {

  static RunView of(RunReport report) {
    return new RunView(
        report.run().policy(),
        report.run().asOf().toString(),
        report.run().attempt(),
        report.executionId(),
        report.status(),
        report.exit().code(),
        report.dropped(),
        report.absent(),
        report.skipped(),
        report.failed(),
        report.message());
  }

  static Table table(List<RunReport> reports) {
    Table table =
        new Table(
            "EXECUTION",
            "POLICY",
            "AS OF",
            "ATTEMPT",
            "STATUS",
            "EXIT",
            "DROPPED",
            "ABSENT",
            "SKIPPED",
            "FAILED",
            "MESSAGE");
    for (RunReport report : reports) {
      RunView view = of(report);
      table.row(
          view.executionId(),
          view.policy(),
          view.asOf(),
          view.attempt(),
          view.status(),
          view.exitCode(),
          view.dropped(),
          view.absent(),
          view.skipped(),
          view.failed(),
          view.message());
    }
    return table;
  }
}
