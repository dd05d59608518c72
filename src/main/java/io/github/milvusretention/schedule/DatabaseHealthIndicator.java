package io.github.milvusretention.schedule;

import io.github.milvusretention.database.RepositoryFailure;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Whether the database answers; says why not and what to do, rather than an exception. */
record DatabaseHealthIndicator(JdbcClient jdbc) implements HealthIndicator {
  @Override
  public Health health() {
    try {
      jdbc.sql("SELECT 1").query(Integer.class).single();
      return Health.up().build();
    } catch (DataAccessException e) {
      return Health.down()
          .withDetail(
              "database",
              RepositoryFailure.told(e).orElse("it does not answer as it should; see the log"))
          .build();
    }
  }
}
