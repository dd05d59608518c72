package io.github.milvusretention.cli.evidence;

import io.github.milvusretention.cli.output.Table;
import io.github.milvusretention.run.RunKey;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A run with its ledger as JSON, and as a table.
 *
 * @param plan null if it planned nothing yet
 */
public record RunEvidence(
    long executionId,
    String policy,
    String asOf,
    int attempt,
    @Nullable PlanDetail plan,
    List<ExecutionDetail> executions,
    List<RowDetail> items) {

  public static RunEvidence of(long executionId, RunKey run, Records records) {
    return new RunEvidence(
        executionId,
        run.policy(),
        run.asOf().toString(),
        run.attempt(),
        records.plan(run),
        records.executions(run),
        records.rows(run));
  }

  public Table table() {
    Table table =
        new Table(
            "PARTITION",
            "ACTION",
            "STATE",
            "RELEASED",
            "PERIOD",
            "EXPIRED",
            "ROWS",
            "ATTEMPTS",
            "UPDATED",
            "ERROR");
    for (RowDetail item : items) {
      RowDetail.Result result = item.result();
      table.row(
          item.place(),
          result.action(),
          result.state(),
          result.releasedInWords(),
          result.period(),
          item.grounds().expires(),
          result.rows(),
          result.attempts(),
          result.updated(),
          result.error());
      item.notes(table);
    }
    String run = policy + " as of " + asOf + (attempt == 1 ? "" : ", attempt " + attempt);
    table.line("");
    table.line(run + ": " + items.size() + " planned");
    executions.forEach(execution -> table.line(execution.line()));
    if (plan != null) {
      plan.lines(run).forEach(table::line);
    }
    return table;
  }
}
