package io.github.milvusretention.cli.evidence;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.github.milvusretention.cli.output.RunView;
import io.github.milvusretention.job.ExecutionFilter;
import io.github.milvusretention.job.History;
import io.github.milvusretention.job.PastExecution;
import io.github.milvusretention.ledger.ExecutionCounts;
import io.github.milvusretention.ledger.LedgerCounts;
import io.github.milvusretention.rules.Rules;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one execution did, as JSON, and as a row of a table.
 *
 * @param earlier how many partitions of the run's plan earlier executions had settled
 * @param start null if it did not start
 * @param end null if it did not end
 */
public record ExecutionView(
    @JsonUnwrapped RunView run,
    int earlier,
    @Nullable String start,
    @Nullable String end,
    String trigger,
    String requestedBy,
    String reason) {

  /**
   * The newest executions first.
   *
   * @param policy null for all
   * @param offset how many of the newest to leave out
   */
  public static List<ExecutionView> latest(
      History history, Rules rules, @Nullable String policy, int limit, int offset) {
    return history.page(new ExecutionFilter(policy, null), offset, limit).stream()
        .map(past -> of(past, Moments.of(rules, past.run().policy())))
        .toList();
  }

  public static ExecutionView of(PastExecution past, Moments moments) {
    return new ExecutionView(
        RunView.of(past),
        past.counts().earlier(),
        moments.textOrNull(past.start()),
        moments.textOrNull(past.end()),
        past.origin().trigger().toString(),
        past.origin().requestedBy(),
        past.origin().reason());
  }

  /** What is to be told of it below its ledger. */
  List<String> lines(String ofRun) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "execution "
            + run.executionId()
            + " of "
            + ofRun
            + ": "
            + run.status()
            + (run.exitCode() == null ? "" : ", exit code " + run.exitCode()));
    lines.add(
        "  "
            + (start == null ? "not begun" : start + " to " + (end == null ? "(not ended)" : end))
            + ", "
            + trigger
            + " by "
            + requestedBy
            + (reason.isEmpty() ? "" : ", reason: " + reason));
    // The counts follow in any case.
    if (!run.message().isEmpty() && !run.message().equals(own().toString())) {
      lines.add("  " + run.message());
    }
    return lines;
  }

  /** In words; together they are all that was planned. */
  String counts() {
    return new ExecutionCounts(own(), earlier).toString();
  }

  private LedgerCounts own() {
    return new LedgerCounts(
        run.dropped(), run.released(), run.absent(), run.skipped(), run.failed(), run.left());
  }

  /** The columns of a list of executions. */
  public static String[] columns() {
    return RunView.columns("START", "END", "TRIGGER", "BY", "REASON", "MESSAGE");
  }

  /** The cells of {@link #columns}. */
  public @Nullable Object[] cells() {
    return run.cells(start, end, trigger, requestedBy, reason, run.message());
  }
}
