package io.github.milvusretention.console.browser;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Spring Batch asks no clock but this machine's; here its records get the times of a past night.
 */
final class BatchTimes {
  private static final List<String> COLUMNS =
      List.of("create_time", "start_time", "end_time", "last_updated");

  private final JdbcClient jdbc;
  private final NightClock clock;
  private long last;

  BatchTimes(JdbcClient jdbc, NightClock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /** Moves what was recorded since the last call into the clock's night. */
  void move() {
    long newest =
        jdbc.sql("SELECT COALESCE(MAX(job_execution_id), 0) FROM batch_job_execution")
            .query(Long.class)
            .single();
    move("batch_job_execution", "job_execution_id");
    move("batch_step_execution", "step_execution_id");
    last = newest;
  }

  private void move(String table, String key) {
    for (String column : COLUMNS) {
      jdbc.sql(
              "SELECT "
                  + key
                  + " AS id, "
                  + column
                  + " AS at FROM "
                  + table
                  + " WHERE job_execution_id > :last AND "
                  + column
                  + " IS NOT NULL")
          .param("last", last)
          .query((row, n) -> Map.entry(row.getLong("id"), row.getObject("at", LocalDateTime.class)))
          .list()
          .forEach(
              found ->
                  jdbc.sql("UPDATE " + table + " SET " + column + " = :at WHERE " + key + " = :id")
                      .param("at", moved(found.getValue()))
                      .param("id", found.getKey())
                      .update());
    }
  }

  private LocalDateTime moved(LocalDateTime real) {
    return LocalDateTime.ofInstant(clock.at(real.toInstant(ZoneOffset.UTC)), ZoneOffset.UTC);
  }
}
