package io.github.milvusretention.job;

import org.springframework.batch.core.configuration.support.JdbcDefaultBatchConfiguration;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.annotation.Isolation;

/** Spring Batch on the job repository; none of it is the user's to set. */
@Configuration(proxyBeanMethods = false)
class BatchRepository extends JdbcDefaultBatchConfiguration {
  private final RunEvents events;

  BatchRepository(RunEvents events) {
    this.events = events;
  }

  @Bean
  @Override
  public JobRepository jobRepository() {
    return events.publishing(super.jobRepository());
  }

  /** The policy's lease already lets one process in; SERIALIZABLE only adds failures to retry. */
  @Override
  protected Isolation getIsolationLevelForCreate() {
    return Isolation.READ_COMMITTED;
  }
}
