package io.github.milvusretention.job.history;

import static java.util.stream.Collectors.toMap;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/** When the last completed run of each policy ended. */
public class LastSuccess {
  private record Done(String policy, Instant end) {}

  private final JdbcClient jdbc;

  LastSuccess(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * One query, as a repository of years holds thousands of runs. Policies without one are absent.
   */
  public Map<String, Instant> byPolicy() {
    return jdbc
        .sql(
            "SELECT p.PARAMETER_VALUE AS policy, MAX(e.END_TIME) AS ended"
                + " FROM BATCH_JOB_EXECUTION e JOIN BATCH_JOB_EXECUTION_PARAMS p"
                + " ON p.JOB_EXECUTION_ID = e.JOB_EXECUTION_ID AND p.PARAMETER_NAME = 'policy'"
                + " WHERE e.STATUS = 'COMPLETED' AND e.END_TIME IS NOT NULL"
                + " GROUP BY p.PARAMETER_VALUE")
        // Spring Batch keeps local times, which are UTC in this process.
        .query(
            (row, n) ->
                new Done(
                    row.getString("policy"),
                    row.getObject("ended", LocalDateTime.class).toInstant(ZoneOffset.UTC)))
        // A stream of the JdbcClient would keep its connection until it is closed.
        .list()
        .stream()
        .collect(toMap(Done::policy, Done::end));
  }
}
