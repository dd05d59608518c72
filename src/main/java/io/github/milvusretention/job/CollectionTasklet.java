package io.github.milvusretention.job;

import io.github.milvusretention.ledger.LeaseHolder;
import io.github.milvusretention.ledger.Leases;
import io.github.milvusretention.ledger.Ledger;
import io.github.milvusretention.ledger.LedgerRow;
import io.github.milvusretention.milvus.Milvus;
import io.github.milvusretention.milvus.Sleeper;
import io.github.milvusretention.policy.Policy;
import io.github.milvusretention.rules.Rules;
import java.time.Clock;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.springframework.batch.core.job.JobInterruptedException;
import org.springframework.batch.core.scope.context.ChunkContext;
import org.springframework.batch.core.step.StepContribution;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.core.step.tasklet.Tasklet;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Drops what is planned of one collection. */
@Component
class CollectionTasklet implements Tasklet {
  private final Rules rules;
  private final Clusters clusters;
  private final Ledger ledger;
  private final Leases leases;
  private final Clock clock;
  private final Sleeper sleeper;
  private final ApplicationEventPublisher events;
  private final StopSignal stop;
  private final Circuits circuits;
  private final Moments moments;

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
      Moments moments) {
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
    ExecutionContext place = step.getExecutionContext();
    String database = place.getString(CollectionPartitioner.DATABASE);
    String collection = place.getString(CollectionPartitioner.COLLECTION);
    drops(run, step.getJobExecutionId(), database, collection).all(open(run, database, collection));
    return RepeatStatus.FINISHED;
  }

  private CollectionDrops drops(
      RunParameters run, long executionId, String database, String collection) {
    Policy policy = rules.policy(run.run().policy());
    Milvus milvus = clusters.of(policy);
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
        (row, fate) -> {
          moments.reached(Moment.FATE_WRITTEN);
          events.publishEvent(
              new PartitionSettled(
                  policy.name(), executionId, row.address(), fate.state(), fate.why()));
        });
  }

  private List<LedgerRow> open(RunParameters run, String database, String collection) {
    return ledger.rows(run.run()).stream()
        .filter(row -> row.address().database().equals(database))
        .filter(row -> row.address().collection().equals(collection))
        .filter(row -> !row.state().settled())
        .toList();
  }

  private boolean stopRequested(RunParameters run) {
    return leases
        .holder(run.run().policy())
        .filter(holder -> holder.fence() == run.lease().fence())
        .map(LeaseHolder::stopRequested)
        .orElse(false);
  }
}
