package io.github.milvusretention.cli.output;

import io.github.milvusretention.job.RunReport;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A run as JSON, and as a table row. */
public record RunView(
    String policy,
    String asOf,
    int attempt,
    @Nullable Long executionId,
    String status,
    int exitCode,
    int dropped,
    int released,
    int absent,
    int skipped,
    int failed,
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
    "FAILED"
  };

  public static RunView of(RunReport report) {
    return new RunView(
        report.run().policy(),
        report.run().asOf().toString(),
        report.run().attempt(),
        report.executionId(),
        report.status(),
        report.exit().code(),
        report.counts().dropped(),
        report.counts().released(),
        report.counts().absent(),
        report.counts().skipped(),
        report.counts().failed(),
        report.message());
  }

  public static Table table(List<RunReport> reports) {
    Table table = new Table(columns("MESSAGE"));
    reports.forEach(report -> table.row(cells(report, report.message())));
    return table;
  }

  /** The columns of every list of runs, followed by these. */
  public static String[] columns(String... more) {
    return Stream.concat(Stream.of(COLUMNS), Stream.of(more)).toArray(String[]::new);
  }

  /** The cells of {@link #columns}, followed by these. */
  public static @Nullable Object[] cells(RunReport report, @Nullable Object... more) {
    RunView view = of(report);
    List<@Nullable Object> cells = new ArrayList<>();
    cells.add(view.executionId());
    cells.add(view.policy());
    cells.add(view.asOf());
    cells.add(view.attempt());
    cells.add(view.status());
    cells.add(view.exitCode());
    cells.add(view.dropped());
    cells.add(view.released());
    cells.add(view.absent());
    cells.add(view.skipped());
    cells.add(view.failed());
    cells.addAll(Arrays.asList(more));
    return cells.toArray();
  }
}
