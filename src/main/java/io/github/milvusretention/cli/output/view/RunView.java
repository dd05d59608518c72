package io.github.milvusretention.cli.output.view;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.github.milvusretention.cli.output.Table;
import io.github.milvusretention.job.history.PastExecution;
import io.github.milvusretention.job.history.RunReport;
import io.github.milvusretention.ledger.LedgerCounts;
import io.github.milvusretention.run.RunExit;
import io.github.milvusretention.run.RunKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A run or one of its executions as JSON, and as a table row.
 *
 * @param exitCode null while it is running
 */
public record RunView(
    String policy,
    String asOf,
    int attempt,
    @Nullable Long executionId,
    String status,
    @Nullable Integer exitCode,
    @JsonUnwrapped LedgerCounts counts,
    String message) {

  private static final String[] COLUMNS = {
    "EXECUTION",
    "POLICY",
    "AS OF",
    "ATTEMPT",
    "STATUS",
    "EXIT",
    "DROPPED",
    "RELEASED",
    "ABSENT",
    "SKIPPED",
    "FAILED",
    "LEFT"
  };

  /** A run with all its executions. */
  public static RunView of(RunReport report) {
    return of(
        report.run(),
        report.executionId(),
        report.status(),
        report.exit(),
        report.counts(),
        report.message());
  }

  /** What one execution did itself. */
  public static RunView of(PastExecution past) {
    return of(
        past.run(),
        past.executionId(),
        past.status(),
        past.exit(),
        past.counts().own(),
        past.message());
  }

  private static RunView of(
      RunKey run,
      @Nullable Long executionId,
      String status,
      @Nullable RunExit exit,
      LedgerCounts counts,
      String message) {
    return new RunView(
        run.policy(),
        run.asOf().toString(),
        run.attempt(),
        executionId,
        status,
        exit == null ? null : exit.code(),
        counts,
        message);
  }

  public static Table table(List<RunReport> reports) {
    Table table = new Table(columns("MESSAGE"));
    reports.forEach(report -> table.row(of(report).cells(report.message())));
    return table;
  }

  /** The columns of every list of runs, followed by these. */
  public static String[] columns(String... more) {
    return Stream.concat(Stream.of(COLUMNS), Stream.of(more)).toArray(String[]::new);
  }

  /** The cells of {@link #columns}, followed by these. */
  public @Nullable Object[] cells(@Nullable Object... more) {
    List<@Nullable Object> cells = new ArrayList<>();
    cells.add(executionId);
    cells.add(policy);
    cells.add(asOf);
    cells.add(attempt);
    cells.add(status);
    cells.add(exitCode);
    cells.add(counts.dropped());
    cells.add(counts.released());
    cells.add(counts.absent());
    cells.add(counts.skipped());
    cells.add(counts.failed());
    cells.add(counts.left());
    cells.addAll(Arrays.asList(more));
    return cells.toArray();
  }
}
