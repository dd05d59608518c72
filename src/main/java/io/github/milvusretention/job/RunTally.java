package io.github.milvusretention.job;

import io.github.milvusretention.drop.PartitionSettled;
import io.github.milvusretention.ledger.Ledger;
import io.github.milvusretention.ledger.LedgerCounts;
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
class RunTally implements JobExecutionListener, StepExecutionListener {
  /**
   * @param counts of the run's ledger; none before its drops begin
   */
  record Known(RunKey run, long executionId, LedgerCounts counts) {}

  private final Map<String, Known> byPolicy = new ConcurrentHashMap<>();
  private final Ledger ledger;

  RunTally(Ledger ledger) {
    this.ledger = ledger;
  }

  @Override
  public void beforeJob(JobExecution execution) {
    know(execution.getJobParameters(), execution.getId(), LedgerCounts.NONE);
  }

  /** Before the first drop: a run that is continued has settled rows already. */
  @Override
  public void beforeStep(StepExecution step) {
    JobParameters parameters = step.getJobExecution().getJobParameters();
    know(
        parameters,
        step.getJobExecutionId(),
        LedgerCounts.of(ledger.rows(RunParameters.of(parameters).run())));
  }

  private void know(JobParameters parameters, long executionId, LedgerCounts counts) {
    RunKey run = RunParameters.of(parameters).run();
    byPolicy.put(run.policy(), new Known(run, executionId, counts));
  }

  @EventListener
  void count(PartitionSettled settled) {
    byPolicy.computeIfPresent(
        settled.policy(),
        (policy, known) ->
            new Known(known.run(), known.executionId(), known.counts().with(settled.state())));
  }

  /** To be called under the policy's lease: what was known is another run's. */
  void forget(String policy) {
    byPolicy.remove(policy);
  }

  /** Empty if no run of that policy has begun since it was forgotten. */
  Optional<Known> of(String policy) {
    return Optional.ofNullable(byPolicy.get(policy));
  }
}
