package io.github.milvusretention.cli.evidence;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.github.milvusretention.cli.output.Table;
import io.github.milvusretention.cli.output.view.RunView;
import io.github.milvusretention.job.history.PastExecution;
import io.github.milvusretention.ledger.State;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One execution with the ledger of its run as it left it, as JSON, and as a table.
 *
 * @param planned how many partitions the run had planned by then, whichever are listed
 * @param plan null if nothing was planned by then
 * @param executions all of the run
 * @param items those in the states that were asked for
 * @param otherRuns what it settled of other runs of the policy
 */
public record RunEvidence(
    @JsonUnwrapped ExecutionView execution,
    int planned,
    @Nullable PlanDetail plan,
    List<ExecutionDetail> executions,
    List<RowDetail> items,
    List<OtherRow> otherRuns) {

  /**
   * @param states of the items; none for all
   */
  public static RunEvidence of(PastExecution past, Records records, Collection<State> states) {
    return new RunEvidence(
        ExecutionView.of(past, records.moments(past.run().policy())),
        past.counts().planned(),
        records.plan(past.run(), past.executionId()),
        records.executions(past.run()),
        records.rows(past.run(), past.executionId()).stream()
            .filter(row -> states.isEmpty() || states.stream().anyMatch(row.result()::counts))
            .toList(),
        records.ofOthers(past.run(), past.executionId()));
  }

  public Table table() {
    Table table =
        new Table(
            "PARTITION",
            "ACTION",
            "STATE",
            "EXECUTION",
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
          result.executionId(),
          result.releasedInWords(),
          result.period(),
          item.grounds().expires(),
          result.rows(),
          result.attempts(),
          result.updated(),
          result.error());
      item.notes(table);
    }
    footer(table);
    return table;
  }

  private void footer(Table table) {
    RunView view = execution.run();
    String run = new PartitionRecord.Run(view.policy(), view.asOf(), view.attempt()).toString();
    table.line("");
    execution.lines(run).forEach(table::line);
    table.line("  " + planned + " planned: " + execution.counts());
    if (items.size() < planned) {
      table.line("  listed: " + items.size() + " of " + planned);
    }
    if (!otherRuns.isEmpty()) {
      table.line("it also settled what other runs had left:");
      otherRuns.forEach(other -> table.line(other.line()));
    }
    if (executions.size() > 1) {
      table.line("all executions of the run:");
      executions.forEach(each -> table.line(each.line()));
    }
    if (plan != null) {
      plan.lines(run).forEach(table::line);
    }
  }
}
