package io.github.milvusretention.job.history;

import io.github.milvusretention.run.RunExit;
import io.github.milvusretention.run.RunParameters;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.ExitStatus;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.parameters.JobParametersBuilder;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * An execution as the tables of Spring Batch have it. Its repository reads each with all steps and
 * contexts, by about ten statements; here two read a whole page.
 *
 * @param exit null while it is running
 * @param message what a person should know; may be empty
 * @param start null if it did not start
 * @param end null if it did not end
 */
record StoredExecution(
    long id,
    BatchStatus status,
    @Nullable RunExit exit,
    String message,
    @Nullable Instant start,
    @Nullable Instant end,
    RunParameters parameters) {

  /** Those that there are, by their numbers. */
  static Map<Long, StoredExecution> read(JdbcClient jdbc, List<Long> ids) {
    if (ids.isEmpty()) {
      return Map.of();
    }
    Map<Long, JobParametersBuilder> parameters = new HashMap<>();
    jdbc.sql("SELECT * FROM batch_job_execution_params WHERE job_execution_id IN (:ids)")
        .param("ids", ids)
        .query(
            row -> {
              add(
                  parameters.computeIfAbsent(
                      row.getLong("job_execution_id"), id -> new JobParametersBuilder()),
                  row);
            });
    Map<Long, StoredExecution> read = new HashMap<>();
    jdbc.sql("SELECT * FROM batch_job_execution WHERE job_execution_id IN (:ids)")
        .param("ids", ids)
        .query(
            row -> {
              long id = row.getLong("job_execution_id");
              read.put(id, read(row, Objects.requireNonNull(parameters.get(id))));
            });
    return read;
  }

  private static void add(JobParametersBuilder parameters, ResultSet row) throws SQLException {
    String name = row.getString("parameter_name");
    String value = row.getString("parameter_value");
    if (row.getString("parameter_type").equals(Long.class.getName())) {
      parameters.addLong(name, Long.valueOf(value));
    } else {
      // Nothing is stored as null by some databases and as "" by others.
      parameters.addString(name, Objects.requireNonNullElse(value, ""));
    }
  }

  private static StoredExecution read(ResultSet row, JobParametersBuilder parameters)
      throws SQLException {
    BatchStatus status = BatchStatus.valueOf(row.getString("status"));
    String message = Objects.requireNonNullElse(row.getString("exit_message"), "");
    boolean over = !status.isRunning();
    return new StoredExecution(
        row.getLong("job_execution_id"),
        status,
        over ? RunExit.of(new ExitStatus(row.getString("exit_code"))) : null,
        over ? message : "",
        instant(row.getObject("start_time", LocalDateTime.class)),
        instant(row.getObject("end_time", LocalDateTime.class)),
        RunParameters.of(parameters.toJobParameters()));
  }

  /** One that Spring Batch has in memory. */
  static StoredExecution of(JobExecution execution) {
    boolean over = !execution.getStatus().isRunning();
    return new StoredExecution(
        execution.getId(),
        execution.getStatus(),
        over ? RunExit.of(execution.getExitStatus()) : null,
        over ? execution.getExitStatus().getExitDescription() : "",
        instant(execution.getStartTime()),
        instant(execution.getEndTime()),
        RunParameters.of(execution.getJobParameters()));
  }

  /** Spring Batch keeps local times, which are UTC in this process. */
  static @Nullable Instant instant(@Nullable LocalDateTime time) {
    return time == null ? null : time.toInstant(ZoneOffset.UTC);
  }
}
