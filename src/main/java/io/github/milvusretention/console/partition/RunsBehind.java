package io.github.milvusretention.console.partition;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Who asked for executions, as far as they were not purged. Reads no more than that. */
class RunsBehind {
  private final JdbcClient jdbc;

  RunsBehind(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Who or what asked for an execution.
   *
   * @param reason may be empty
   */
  record Asker(String trigger, String by, String reason) {
    private Asker with(String parameter, String value) {
      return switch (parameter) {
        case "trigger" -> new Asker(value, by, reason);
        case "requestedBy" -> new Asker(trigger, value, reason);
        case "reason" -> new Asker(trigger, by, value);
        default -> this;
      };
    }
  }

  /** By the numbers of executions; those that were purged are absent. */
  Map<Long, Asker> of(Collection<Long> executions) {
    Map<Long, Asker> askers = new HashMap<>();
    if (executions.isEmpty()) {
      return askers;
    }
    jdbc.sql(
            "SELECT job_execution_id, parameter_name, parameter_value FROM"
                + " batch_job_execution_params WHERE job_execution_id IN (:ids)")
        .param("ids", executions)
        .query(
            row -> {
              // Nothing is stored as null by some databases and as "" by others.
              String value = Objects.requireNonNullElse(row.getString("parameter_value"), "");
              String name = row.getString("parameter_name");
              askers.merge(
                  row.getLong("job_execution_id"),
                  new Asker("", "", "").with(name, value),
                  (known, one) -> known.with(name, value));
            });
    return askers;
  }
}
