package io.github.milvusretention.cli.evidence;

import io.github.milvusretention.job.history.History;
import io.github.milvusretention.ledger.evidence.Evidence;
import io.github.milvusretention.ledger.evidence.RowEvidence;
import io.github.milvusretention.rules.Rules;
import io.github.milvusretention.run.RunKey;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the job repository holds of runs. Asks for the executions of each run once. */
public final class Records {
  private final Evidence evidence;
  private final History history;
  private final Rules rules;
  private final Map<RunKey, List<ExecutionDetail>> executions = new HashMap<>();

  /**
   * @param rules with the zones in which times are told
   */
  public Records(Evidence evidence, History history, Rules rules) {
    this.evidence = evidence;
    this.history = history;
    this.rules = rules;
  }

  Moments moments(String policy) {
    return Moments.of(rules, policy);
  }

  /** The plan that an execution had; null if there was none by then. */
  @Nullable PlanDetail plan(RunKey run, long executionId) {
    Moments moments = moments(run.policy());
    return evidence.plan(run, executionId).map(plan -> PlanDetail.of(plan, moments)).orElse(null);
  }

  /** As an execution left them. */
  List<RowDetail> rows(RunKey run, long executionId) {
    Moments moments = moments(run.policy());
    return evidence.of(run).stream()
        .flatMap(row -> RowDetail.leftBy(executionId, row, moments).stream())
        .toList();
  }

  /** What an execution settled of the policy's other runs. */
  List<OtherRow> ofOthers(RunKey run, long executionId) {
    Moments moments = moments(run.policy());
    return evidence.ofOthers(run, executionId).stream()
        .flatMap(
            row ->
                RowDetail.leftBy(executionId, row, moments).stream()
                    .map(detail -> OtherRow.of(row.plan().plan().run(), detail)))
        .toList();
  }

  /** Empty if the run was purged. */
  List<ExecutionDetail> executions(RunKey run) {
    return executions.computeIfAbsent(
        run,
        key ->
            history.executions(key).stream()
                .map(past -> ExecutionDetail.of(past, moments(key.policy())))
                .toList());
  }

  /** Each time that such a partition was planned, in the order of the plans. */
  List<PartitionRecord> of(Evidence.Question question) {
    return evidence.of(question).stream().map(row -> record(row, row.plan().plan().run())).toList();
  }

  private PartitionRecord record(RowEvidence row, RunKey run) {
    Moments moments = moments(run.policy());
    return PartitionRecord.of(
        run, RowDetail.now(row, moments), PlanDetail.of(row.plan(), moments), executions(run));
  }
}
