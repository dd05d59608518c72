package io.github.milvusretention.job;

import io.github.milvusretention.clusters.Clusters;
import io.github.milvusretention.clusters.LiveCollection;
import io.github.milvusretention.drop.PartitionSettled;
import io.github.milvusretention.drop.ResultLog;
import io.github.milvusretention.drop.gate.PlannedCluster;
import io.github.milvusretention.lease.MachineClocks;
import io.github.milvusretention.ledger.ExecutionLease;
import io.github.milvusretention.ledger.Ledger;
import io.github.milvusretention.ledger.LedgerRow;
import io.github.milvusretention.ledger.RowResult;
import io.github.milvusretention.ledger.State;
import io.github.milvusretention.ledger.plans.PlanRecord;
import io.github.milvusretention.ledger.plans.Plans;
import io.github.milvusretention.milvus.Milvus;
import io.github.milvusretention.milvus.MilvusException;
import io.github.milvusretention.plan.Planner;
import io.github.milvusretention.policy.Address;
import io.github.milvusretention.policy.Objection;
import io.github.milvusretention.policy.Policy;
import io.github.milvusretention.rules.Rules;
import io.github.milvusretention.run.RunExit;
import io.github.milvusretention.run.RunFailure;
import io.github.milvusretention.run.RunKey;
import io.github.milvusretention.run.RunParameters;
import io.github.milvusretention.run.StopRequests;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.batch.core.listener.StepExecutionListener;
import org.springframework.batch.core.step.StepExecution;

/**
 * Before the drops of a run that is continued: what a new plan would keep for other reasons than
 * the rules is skipped. The plan step cannot do it, since a restart does not repeat it.
 */
class ContinuedRun implements StepExecutionListener {
  private static final Logger log = LoggerFactory.getLogger(ContinuedRun.class);

  private final Rules rules;
  private final Clusters clusters;
  private final Planner planner;
  private final Plans plans;
  private final Ledger ledger;
  private final StopRequests stops;

  ContinuedRun(
      Rules rules,
      Clusters clusters,
      Planner planner,
      Plans plans,
      Ledger ledger,
      StopRequests stops) {
    this.rules = rules;
    this.clusters = clusters;
    this.planner = planner;
    this.plans = plans;
    this.ledger = ledger;
    this.stops = stops;
  }

  @Override
  public void beforeStep(StepExecution step) {
    RunParameters parameters = RunParameters.of(step.getJobExecution().getJobParameters());
    RunKey run = parameters.run();
    plans
        .find(run)
        .filter(PlanRecord::frozen)
        .filter(plan -> plan.executionId() != step.getJobExecutionId())
        .ifPresent(
            plan -> skip(plan, new ExecutionLease(step.getJobExecutionId(), parameters.lease())));
  }

  private void skip(PlanRecord plan, ExecutionLease by) {
    RunKey run = plan.run();
    Policy policy = rules.policy(run.policy());
    // The rules no longer select what is on another cluster; the drop step says so.
    List<LedgerRow> unsettled =
        ledger.rows(run).stream()
            .filter(row -> !row.state().settled())
            .filter(row -> row.address().cluster().equals(policy.scope().cluster()))
            .toList();
    if (unsettled.isEmpty()) {
      return;
    }
    Milvus milvus = PlannedCluster.of(clusters, unsettled.get(0));
    List<LedgerRow> open = unsettled.stream().filter(ContinuedRun::mayBeKept).toList();
    Map<Address, Objection> objections =
        planner.objections(
            policy,
            run.asOf(),
            open,
            plan.contentCheck(),
            sentence -> log.warn("{}: {}", run, sentence),
            stops.of(by.lease())::check);
    List<RowResult> skipped = new ArrayList<>();
    for (LedgerRow row : open) {
      Objection objection = objections.get(row.address());
      if (objection != null && !gone(milvus, row.address())) {
        skipped.add(new RowResult(row, State.SKIPPED, why(objection)));
      }
    }
    ledger.leased(by).writeResults(skipped);
    // The progress does not count them, as they are settled before the first drop.
    skipped.forEach(
        each ->
            ResultLog.write(
                new PartitionSettled(
                    run.policy(),
                    by.executionId(),
                    each.row().address(),
                    each.state(),
                    each.why())));
  }

  /** A person who accepted it knew why; and a drop that was sent cannot be taken back. */
  private static boolean mayBeKept(LedgerRow row) {
    return row.waited() == null && row.state() != State.DROP_SENT;
  }

  private static String why(Objection objection) {
    return "no longer eligible: " + objection.verdict() + ", " + objection.reason();
  }

  /** It gave no answer since it is gone; the drop step looks again, and says so. */
  private static boolean gone(Milvus milvus, Address address) {
    try {
      return new LiveCollection(
              milvus, address.database(), address.collection(), MachineClocks.REAL)
          .gone(address.partition());
    } catch (MilvusException e) {
      if (e.outcome().clusterUnusable()) {
        throw new RunFailure(RunExit.CLUSTER_UNUSABLE, e.getMessage());
      }
      return false;
    }
  }
}
