package io.github.milvusretention.drop;

import io.github.milvusretention.clusters.Clusters;
import io.github.milvusretention.clusters.UnansweredTime;
import io.github.milvusretention.lease.LeaseHolder;
import io.github.milvusretention.lease.Leases;
import io.github.milvusretention.lease.MachineClocks;
import io.github.milvusretention.ledger.Ledger;
import io.github.milvusretention.ledger.LedgerRow;
import io.github.milvusretention.milvus.Milvus;
import io.github.milvusretention.milvus.Sleeper;
import io.github.milvusretention.policy.Policy;
import io.github.milvusretention.rules.Rules;
import io.github.milvusretention.run.CrashPoint;
import io.github.milvusretention.run.CrashPoints;
import io.github.milvusretention.run.RunExit;
import io.github.milvusretention.run.RunFailure;
import io.github.milvusretention.run.RunParameters;
import io.github.milvusretention.run.StopSignal;
import java.time.Clock;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.springframework.batch.core.job.JobInterruptedException;
import org.springframework.batch.core.scope.context.ChunkContext;
import org.springframework.batch.core.step.StepContribution;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.core.step.tasklet.Tasklet;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;
import org.springframework.context.ApplicationEventPublisher;

/** Drops what is planned of one collection. */
public class CollectionTasklet implements Tasklet {
  private final Rules rules;
  private final Clusters clusters;
  private final Ledger ledger;
  private final Leases leases;
  private final Clock clock;
  private final Sleeper sleeper;
  private final ApplicationEventPublisher events;
  private final StopSignal stop;
  private final Circuits circuits;
  private final CrashPoints moments;

  CollectionTasklet(
      Rules rules,
      Clusters clusters,
      Ledger ledger,
      Leases leases,
      Clock clock,
      Sleeper sleeper,
      ApplicationEventPublisher events,
      StopSignal stop,
      Circuits circuits,
      CrashPoints moments) {
    this.rules = rules;
    this.clusters = clusters;
    this.ledger = ledger;
    this.leases = leases;
    this.clock = clock;
    this.sleeper = sleeper;
    this.events = events;
    this.stop = stop;
    this.circuits = circuits;
    this.moments = moments;
  }

  @Override
  public RepeatStatus execute(StepContribution contribution, ChunkContext context)
      throws JobInterruptedException {
    StepExecution step = context.getStepContext().getStepExecution();
    RunParameters run = RunParameters.of(step.getJobExecution().getJobParameters());
    List<LedgerRow> rows = CollectionPartitioner.of(step.getStepName(), ledger.rows(run.run()));
    drops(run, step.getJobExecutionId(), rows.get(0))
        .all(rows.stream().filter(row -> !row.state().settled()).toList());
    return RepeatStatus.FINISHED;
  }

  /**
   * @param any row of the collection
   */
  private CollectionDrops drops(RunParameters run, long executionId, LedgerRow any) {
    String database = any.address().database();
    String collection = any.address().collection();
    Policy policy = rules.policy(run.run().policy());
    Milvus milvus = whereTheyLive(any);
    LeasedLedger leased =
        new LeasedLedger(ledger, leases, run.lease(), executionId, MachineClocks.REAL, clock);
    Circuit circuit = circuits.of(executionId);
    BooleanSupplier stopping = () -> stop.requested() || stopRequested(run);
    PartitionDrop drop =
        new PartitionDrop(
            milvus,
            new LiveCollection(milvus, database, collection, MachineClocks.REAL),
            new Eligibility(policy, rules.policies().values(), run.run().asOf(), clock),
            leased,
            circuit,
            new Pause(sleeper, () -> circuit.isOpen() || stopping.getAsBoolean()),
            moments);
    return new CollectionDrops(
        drop,
        leased,
        circuit,
        () -> Clusters.answers(milvus, database),
        stopping,
        new UnansweredTime(System::nanoTime),
        (row, fate) -> {
          moments.reached(CrashPoint.FATE_WRITTEN);
          events.publishEvent(
              new PartitionSettled(
                  policy.name(), executionId, row.address(), fate.state(), fate.why()));
        });
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

  private boolean stopRequested(RunParameters run) {
    return leases
        .holder(run.run().policy())
        .filter(holder -> holder.fence() == run.lease().fence())
        .map(LeaseHolder::stopRequested)
        .orElse(false);
  }
}
