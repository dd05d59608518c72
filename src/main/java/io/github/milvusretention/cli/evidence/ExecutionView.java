package io.github.milvusretention.cli.evidence;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.github.milvusretention.cli.output.view.RunView;
import io.github.milvusretention.job.history.ExecutionFilter;
import io.github.milvusretention.job.history.History;
import io.github.milvusretention.job.history.PastExecution;
import io.github.milvusretention.ledger.ExecutionCounts;
import io.github.milvusretention.rules.Rules;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one execution did, as JSON, and as a row of a table.
 *
 * @param earlier how many partitions of the run's plan earlier executions had settled
 */
public record ExecutionView(
    @JsonUnwrapped RunView run, int earlier, @JsonUnwrapped Occasion occasion) {

  /**
   * The newest executions first.
   *
   * @param policy null for all
   * @param offset how many of the newest to leave out
   */
  public static List<ExecutionView> latest(
      History history, Rules rules, @Nullable String policy, int limit, int offset) {
    return history.page(ExecutionFilter.of(policy), offset, limit).stream()
        .map(past -> of(past, Moments.of(rules, past.run().policy())))
        .toList();
  }

  public static ExecutionView of(PastExecution past, Moments moments) {
    return new ExecutionView(RunView.of(past), past.counts().earlier(), Occasion.of(past, moments));
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
    lines.add("  " + occasion);
    // The counts follow in any case.
    if (!run.message().isEmpty() && !run.message().equals(run.counts().toString())) {
      lines.add("  " + run.message());
    }
    return lines;
  }

  /** In words; together they are all that was planned. */
  String counts() {
    return new ExecutionCounts(run.counts(), earlier).toString();
  }

  /** The columns of a list of executions. */
  public static String[] columns() {
    return RunView.columns("START", "END", "TRIGGER", "BY", "REASON", "MESSAGE");
  }

  /** The cells of {@link #columns}. */
  public @Nullable Object[] cells() {
    return run.cells(
        occasion.start(),
        occasion.end(),
        occasion.trigger(),
        occasion.requestedBy(),
        occasion.reason(),
        run.message());
  }
}
