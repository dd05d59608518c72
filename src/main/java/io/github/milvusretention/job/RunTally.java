package io.github.milvusretention.job;

import io.github.milvusretention.drop.PartitionSettled;
import io.github.milvusretention.ledger.Ledger;
import io.github.milvusretention.ledger.LedgerCounts;
import io.github.milvusretention.ledger.LedgerRow;
import io.github.milvusretention.ledger.State;
import io.github.milvusretention.policy.Address;
import io.github.milvusretention.run.RunKey;
import io.github.milvusretention.run.RunParameters;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.listener.JobExecutionListener;
import org.springframework.batch.core.listener.StepExecutionListener;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.context.event.EventListener;

/**
 * What the newest run of each policy in this process has recorded, for the report of a run whose
 * repository can no longer be asked. Safe for several threads.
 */
public class RunTally implements JobExecutionListener, StepExecutionListener {
  /**
   * @param results of the run's ledger, FAILED also for a drop of which nobody knows whether it
   *     took effect; empty before its drops begin
   */
  public record Known(RunKey run, long executionId, Map<Address, State> results) {
    public LedgerCounts counts() {
      LedgerCounts counts = LedgerCounts.NONE;
      for (State state : results.values()) {
        counts = counts.plus(state);
      }
      return counts;
    }
  }

  private final Map<String, Known> byPolicy = new ConcurrentHashMap<>();
  private final Ledger ledger;

  RunTally(Ledger ledger) {
    this.ledger = ledger;
  }

  @Override
  public void beforeJob(JobExecution execution) {
    know(execution.getJobParameters(), execution.getId(), new ConcurrentHashMap<>());
  }

  /** Before the first drop: a run that is continued has settled rows already. */
  @Override
  public void beforeStep(StepExecution step) {
    JobParameters parameters = step.getJobExecution().getJobParameters();
    Map<Address, State> results = new ConcurrentHashMap<>();
    for (LedgerRow row : ledger.rows(RunParameters.of(parameters).run())) {
      results.put(row.address(), row.progress().failed() ? State.FAILED : row.state());
    }
    know(parameters, step.getJobExecutionId(), results);
  }

  private void know(JobParameters parameters, long executionId, Map<Address, State> results) {
    RunKey run = RunParameters.of(parameters).run();
    byPolicy.put(run.policy(), new Known(run, executionId, results));
  }

  @EventListener
  void count(PartitionSettled settled) {
    Known known = byPolicy.get(settled.policy());
    if (known != null) {
      State result = settled.state() == State.DROP_SENT ? State.FAILED : settled.state();
      known.results().put(settled.address(), result);
    }
  }

  /** To be called under the policy's lease: what was known is another run's. */
  public void forget(String policy) {
    byPolicy.remove(policy);
  }

  /** Empty if no run of that policy has begun since it was forgotten. */
  public Optional<Known> of(String policy) {
    return Optional.ofNullable(byPolicy.get(policy));
  }
}
