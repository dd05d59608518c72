package io.github.milvusretention.database.start;

import java.sql.SQLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.aop.support.AopUtils;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.repository.support.ResourcelessJobRepository;
import org.springframework.context.annotation.Lazy;

/**
 * Refuses to start with a job repository that does not survive the process. Spring Batch 6 falls
 * back to one that stores nothing if its JDBC support is not on the class path (spring-boot#48233).
 */
@Lazy(false)
class PersistenceCheck {
  private static final Logger log = LoggerFactory.getLogger(PersistenceCheck.class);

  PersistenceCheck(JobRepository repository, RepositoryWarnings warnings) throws SQLException {
    if (ResourcelessJobRepository.class.isAssignableFrom(AopUtils.getTargetClass(repository))) {
      throw new UnsuitableRepository(
          "the job repository stores nothing (ResourcelessJobRepository), so a run could not be"
              + " continued. Set SPRING_DATASOURCE_URL to a PostgreSQL database, or leave it"
              + " unset");
    }
    warnings.all().forEach(log::warn);
  }
}
