package io.github.milvusretention.job;

import io.github.milvusretention.drop.DropTasklet;
import io.github.milvusretention.run.RunParameters;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.listener.StepExecutionListener;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.core.step.builder.TaskletStepBuilder;
import org.springframework.batch.core.step.tasklet.Tasklet;
import org.springframework.batch.infrastructure.support.transaction.ResourcelessTransactionManager;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The job: plan, then drop, then report, whatever the results of the drops.
 *
 * <p>A plain sequence, not a flow: a flow that goes on after a failed step abandons that step, and
 * a restart skips it.
 *
 * <p>No incrementer: in Spring Batch 6 one makes {@code start} ignore the parameters, and a run
 * must be recognised by its policy and as-of. The steps run outside of a database transaction: what
 * is written before a call must be committed before the call, so the ledger commits each write
 * itself.
 */
@Configuration(proxyBeanMethods = false)
class RetentionJob {

  /** The name of the step whose exit description says what is held. */
  static final String PLAN = "plan";

  /** The name of the step whose exit description says why drops were cut short. */
  static final String DROP = "drop";

  @Bean
  Job partitionRetention(
      JobRepository repository,
      Step planStep,
      Step dropStep,
      Step reportStep,
      RunEvents events,
      OutcomeListener outcome,
      RunTally tally) {
    return new JobBuilder(RunParameters.JOB, repository)
        .listener(outcome)
        .listener(tally)
        // The last one hears first that the job is over, whatever the others do.
        .listener(events)
        .start(planStep)
        .next(dropStep)
        .next(reportStep)
        .build();
  }

  @Bean
  Step planStep(JobRepository repository, PlanTasklet tasklet) {
    return step(PLAN, repository, tasklet).build();
  }

  @Bean
  Step dropStep(
      JobRepository repository, DropTasklet tasklet, ContinuedRun continued, RunTally tally) {
    return step(DROP, repository, tasklet)
        // Before the tally, which counts what it skips.
        .listener((StepExecutionListener) continued)
        .listener((StepExecutionListener) tally)
        // It completes once every collection was tried; a restart retries those that failed.
        .allowStartIfComplete(true)
        .build();
  }

  @Bean
  Step reportStep(JobRepository repository, ReportTasklet tasklet) {
    return step("report", repository, tasklet).build();
  }

  private static TaskletStepBuilder step(String name, JobRepository repository, Tasklet tasklet) {
    return new StepBuilder(name, repository).tasklet(tasklet, new ResourcelessTransactionManager());
  }
}
