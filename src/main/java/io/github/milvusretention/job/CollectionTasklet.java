package io.github.milvusretention.job;

import io.github.milvusretention.ledger.LeaseHolder;
import io.github.milvusretention.ledger.Leases;
import io.github.milvusretention.ledger.Ledger;
import io.github.milvusretention.ledger.LedgerRow;
import io.github.milvusretention.milvus.Milvus;
import io.github.milvusretention.policy.Policy;
import io.github.milvusretention.rules.Rules;
import java.time.Clock;
import java.util.List;
import org.springframework.batch.core.job.JobInterruptedException;
import org.springframework.batch.core.scope.context.ChunkContext;
import org.springframework.batch.core.step.StepContribution;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.core.step.tasklet.Tasklet;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/**
 * Drops what is planned of one collection, oldest first; one bad partition does not hide the rest.
 */
@Component
class CollectionTasklet implements Tasklet {
  private final Rules rules;
  private final Clusters clusters;
  private final Ledger ledger;
  private final Leases leases;
  private final Clock clock;
  private final ApplicationEventPublisher events;
  private final StopSignal stop;
  private final Moments moments;

  CollectionTasklet(
      Rules rules,
      Clusters clusters,
      Ledger ledger,
      Leases leases,
      Clock clock,
      ApplicationEventPublisher events,
      StopSignal stop,
      Moments moments) {
    this.rules = rules;
    this.clusters = clusters;
    this.ledger = ledger;
    this.leases = leases;
    this.clock = clock;
    this.events = events;
    this.stop = stop;
    this.moments = moments;
  }

  @Override
  public RepeatStatus execute(StepContribution contribution, ChunkContext context)
      throws JobInterruptedException {
    StepExecution step = context.getStepContext().getStepExecution();
    RunParameters parameters = RunParameters.of(step.getJobExecution().getJobParameters());
    drop(
        step,
        parameters,
        CollectionPartitioner.of(step.getStepName(), ledger.rows(parameters.run())));
    return RepeatStatus.FINISHED;
  }

  private void drop(StepExecution step, RunParameters parameters, List<LedgerRow> rows)
      throws JobInterruptedException {
    String database = rows.get(0).address().database();
    String collection = rows.get(0).address().collection();
    Policy policy = rules.policy(parameters.run().policy());
    Milvus milvus = whereTheyLive(rows.get(0));
    long executionId = step.getJobExecutionId();
    LeasedLedger leased =
        new LeasedLedger(ledger, leases, parameters.lease(), executionId, System::nanoTime);
    PartitionDrop drop =
        new PartitionDrop(
            milvus,
            new LiveCollection(milvus, database, collection, System::nanoTime),
            new Eligibility(policy, rules.policies().values(), parameters.run().asOf(), clock),
            leased,
            Pause.REAL,
            moments);
    List<LedgerRow> open = rows.stream().filter(row -> !row.state().settled()).toList();
    int failed = 0;
    for (LedgerRow row : open) {
      if (stop.requested() || stopRequested(parameters)) {
        throw new JobInterruptedException("stopped; a rerun goes on from here");
      }
      Fate fate = drop.of(row);
      leased.write(row, fate);
      moments.reached(Moment.FATE_WRITTEN);
      events.publishEvent(
          new PartitionSettled(
              policy.name(), executionId, row.address(), fate.state(), fate.why()));
      failed += fate.state().settled() ? 0 : 1;
    }
    if (failed > 0) {
      throw new RunFailure(
          RunExit.PARTITIONS_FAILED,
          failed + " of " + open.size() + " partitions of " + collection + " failed");
    }
  }

  /** The policy's cluster may be another by now, and would know nothing of these. */
  private Milvus whereTheyLive(LedgerRow row) {
    String cluster = row.address().cluster();
    return clusters
        .named(cluster)
        .orElseThrow(
            () ->
                new RunFailure(
                    RunExit.CLUSTER_UNUSABLE,
                    "the rules do not know the cluster "
                        + cluster
                        + " any more, so nobody can be asked what became of "
                        + row.address().collection()
                        + " there"));
  }

  private boolean stopRequested(RunParameters parameters) {
    return leases
        .holder(parameters.run().policy())
        .filter(holder -> holder.fence() == parameters.lease().fence())
        .map(LeaseHolder::stopRequested)
        .orElse(false);
  }
}
