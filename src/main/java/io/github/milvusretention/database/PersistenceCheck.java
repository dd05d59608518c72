package io.github.milvusretention.database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import javax.sql.DataSource;
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

  PersistenceCheck(DataSource dataSource, JobRepository repository, RepositoryWarnings warnings)
      throws SQLException {
    if (ResourcelessJobRepository.class.isAssignableFrom(AopUtils.getTargetClass(repository))) {
      throw new UnsuitableRepository(
          "the job repository stores nothing (ResourcelessJobRepository), so a run could not be"
              + " continued. Set SPRING_DATASOURCE_URL to a PostgreSQL database, or leave it"
              + " unset");
    }
    try (Connection connection = dataSource.getConnection()) {
      String url = connection.getMetaData().getURL().toLowerCase(Locale.ROOT);
      if (url.startsWith("jdbc:h2:mem:")) {
        throw new UnsuitableRepository(
            "the job repository is an in-memory database and loses every run when the process"
                + " ends. Set SPRING_DATASOURCE_URL to a PostgreSQL database, or leave it unset");
      }
      if (url.startsWith("jdbc:h2:") && writeDelay(connection) != 0) {
        throw new UnsuitableRepository(
            "this H2 database keeps commits in memory for a while, so a killed process would lose"
                + " the record of a drop. Add ;WRITE_DELAY=0 to SPRING_DATASOURCE_URL, or leave"
                + " it unset");
      }
    }
    warnings.all().forEach(log::warn);
  }

  /** How long H2 may keep a commit in memory, in milliseconds. */
  private static int writeDelay(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet setting =
            statement.executeQuery(
                "SELECT setting_value FROM information_schema.settings"
                    + " WHERE setting_name = 'WRITE_DELAY'")) {
      // Not listed means H2's default, which is 500.
      return setting.next() ? setting.getInt(1) : 500;
    }
  }
}
