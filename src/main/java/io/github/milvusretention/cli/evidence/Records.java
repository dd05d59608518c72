package io.github.milvusretention.cli.evidence;

import io.github.milvusretention.job.History;
import io.github.milvusretention.ledger.Evidence;
import io.github.milvusretention.run.RunKey;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the job repository holds of runs. Asks for the executions of each run once. */
public final class Records {
  private final Evidence evidence;
  private final History history;
  private final Map<RunKey, List<ExecutionDetail>> executions = new HashMap<>();

  public Records(Evidence evidence, History history) {
    this.evidence = evidence;
    this.history = history;
  }

  @Nullable PlanDetail plan(RunKey run) {
    return evidence.plan(run).map(PlanDetail::of).orElse(null);
  }

  List<RowDetail> rows(RunKey run) {
    return evidence.of(run).stream().map(RowDetail::of).toList();
  }

  /** Empty if the run was purged. */
  List<ExecutionDetail> executions(RunKey run) {
    return executions.computeIfAbsent(
        run, key -> history.executions(key).stream().map(ExecutionDetail::of).toList());
  }

  /** Each time that such a partition was planned, in the order of the plans. */
  List<PartitionRecord> of(Evidence.Question question) {
    return evidence.of(question).stream()
        .map(
            row ->
                PartitionRecord.of(
                    row.plan().plan().run(),
                    RowDetail.of(row),
                    PlanDetail.of(row.plan()),
                    executions(row.plan().plan().run())))
        .toList();
  }
}
