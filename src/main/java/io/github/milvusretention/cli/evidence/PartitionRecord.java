package io.github.milvusretention.cli.evidence;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.github.milvusretention.run.RunKey;
import java.util.List;

/**
 * One time that a partition was planned, as JSON.
 *
 * @param executions empty if the run was purged
 */
record PartitionRecord(
    @JsonUnwrapped Run run,
    @JsonUnwrapped RowDetail row,
    PlanDetail plan,
    List<ExecutionDetail> executions) {

  record Run(String policy, String asOf, int attempt) {
    static Run of(RunKey run) {
      return new Run(run.policy(), run.asOf().toString(), run.attempt());
    }

    @Override
    public String toString() {
      return policy + " as of " + asOf + (attempt == 1 ? "" : ", attempt " + attempt);
    }
  }

  static PartitionRecord of(
      RunKey run, RowDetail row, PlanDetail plan, List<ExecutionDetail> executions) {
    return new PartitionRecord(Run.of(run), row, plan, executions);
  }
}
