package io.github.milvusretention.job;

import io.github.milvusretention.drop.Circuits;
import io.github.milvusretention.drop.CollectionPartitioner;
import io.github.milvusretention.drop.CollectionTasklet;
import io.github.milvusretention.drop.CollectionsAttended;
import io.github.milvusretention.ledger.Ledger;
import io.github.milvusretention.policy.Policy;
import io.github.milvusretention.rules.Rules;
import io.github.milvusretention.run.RunParameters;
import java.time.Duration;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.batch.core.configuration.annotation.JobScope;
import org.springframework.batch.core.configuration.annotation.StepScope;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.partition.Partitioner;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.core.step.tasklet.Tasklet;
import org.springframework.batch.infrastructure.support.transaction.ResourcelessTransactionManager;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.core.task.TaskExecutor;

/**
 * The job: plan, then drop collection by collection, then report, whatever became of the drops.
 *
 * <p>A plain sequence, not a flow: a flow that goes on after a failed step abandons that step, and
 * a restart passes it over.
 *
 * <p>No incrementer: in Spring Batch 6 one makes {@code start} ignore the parameters, and a run
 * must be recognised by its policy and as-of. The steps run outside of a database transaction: what
 * is written before a call must be committed before the call, so the ledger commits each write
 * itself.
 */
@Configuration(proxyBeanMethods = false)
class RetentionJob {
  private static final Logger log = LoggerFactory.getLogger(RetentionJob.class);

  static final String NAME = "partitionRetention";

  private static final Duration LONGEST_PARTITION = Duration.ofHours(1);

  @Bean
  Job partitionRetention(
      JobRepository repository,
      Step planStep,
      Step dropStep,
      Step reportStep,
      OutcomeListener ending,
      Circuits circuits) {
    return new JobBuilder(NAME, repository)
        .listener(ending)
        .listener(circuits)
        .start(planStep)
        .next(dropStep)
        .next(reportStep)
        .build();
  }

  @Bean
  Step planStep(JobRepository repository, PlanTasklet tasklet) {
    return tasklet("plan", repository, tasklet);
  }

  @Bean
  Step dropStep(
      JobRepository repository,
      Step collectionStep,
      Partitioner collectionPartitioner,
      TaskExecutor collectionExecutor) {
    return new StepBuilder("drop", repository)
        .partitioner("drop", collectionPartitioner)
        .step(collectionStep)
        .taskExecutor(collectionExecutor)
        .aggregator(new CollectionsAttended())
        // It completes once every collection was tried; a restart tries those that failed.
        .allowStartIfComplete(true)
        .build();
  }

  @Bean
  Step collectionStep(JobRepository repository, CollectionTasklet tasklet) {
    return tasklet("collection", repository, tasklet);
  }

  @Bean
  Step reportStep(JobRepository repository, ReportTasklet tasklet) {
    return tasklet("report", repository, tasklet);
  }

  @Bean
  @StepScope
  Partitioner collectionPartitioner(
      Ledger ledger,
      ApplicationEventPublisher events,
      @Value("#{stepExecution.jobExecution.jobParameters}") JobParameters parameters) {
    return new CollectionPartitioner(ledger, RunParameters.of(parameters).run(), events);
  }

  /**
   * As many threads as the policy's {@code concurrency}; further collections wait their turn. The
   * end of the job waits for them: where one collection's step cannot even be begun, Spring Batch
   * does not, and they would work on without a lease.
   */
  @Bean
  @JobScope
  TaskExecutor collectionExecutor(
      Rules rules, @Value("#{jobParameters}") Map<String, Object> parameters) {
    Policy policy = rules.policy(String.valueOf(parameters.get("policy")));
    SimpleAsyncTaskExecutor threads = new SimpleAsyncTaskExecutor();
    threads.setConcurrencyLimit(policy.concurrency());
    threads.setTaskTerminationTimeout(LONGEST_PARTITION.toMillis());
    // The end of the job calls off those that had not begun.
    threads.setThreadFactory(
        work -> {
          Thread thread = new Thread(work, "drop-" + policy.name());
          thread.setUncaughtExceptionHandler(
              (t, e) -> log.warn("{}: {}", t.getName(), e.getMessage()));
          return thread;
        });
    return threads;
  }

  private static Step tasklet(String name, JobRepository repository, Tasklet tasklet) {
    return new StepBuilder(name, repository)
        .tasklet(tasklet, new ResourcelessTransactionManager())
        .build();
  }
}
