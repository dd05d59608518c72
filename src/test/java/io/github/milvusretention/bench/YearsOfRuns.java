package io.github.milvusretention.bench;

import static io.github.milvusretention.bench.ConsoleBench.ACTS;
import static io.github.milvusretention.bench.ConsoleBench.RUNS;

import io.github.milvusretention.database.Database;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;

/** What a repository has after some years of runs and acts. */
final class YearsOfRuns {
  /** Their names are p0, p1 and so on. */
  static final int POLICIES = 5;

  private static final int ROWS = 100;

  private YearsOfRuns() {}

  /** One run a policy and night; the last of each left something, and each tenth failed. */
  static void fill(Database database) throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      for (int policy = 0; policy < POLICIES; policy++) {
        statement.execute(
            "INSERT INTO retention_lease (policy, owner, fence, expires_at) VALUES ('p"
                + policy
                + "', 'daemon', 1, CURRENT_TIMESTAMP)");
      }
      for (int id = 1; id <= RUNS; id++) {
        run(statement, id);
      }
      acts(connection);
      connection.commit();
      statement.execute("ANALYZE");
      connection.commit();
    }
  }

  /** A year of them, of twenty people and programs. */
  private static void acts(Connection connection) throws SQLException {
    List<String> acts = List.of("RUN", "RERUN", "ACCEPT", "STOP", "HOLD", "LIFT", "LOG_IN");
    List<String> outcomes = List.of("STARTED", "DONE", "REFUSED", "FAILED");
    OffsetDateTime first = OffsetDateTime.parse("2026-01-01T00:00:00Z");
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO retention_audit (acted_at, who, roles, source, came_from, act, target,"
                + " policy, execution_id, digest, reason, outcome, message) VALUES (?, ?,"
                + " 'OPERATOR APPROVER', 'CONSOLE', '10.0.0.1', ?, ?, ?, ?, NULL, ?, ?, ?)")) {
      for (int i = 0; i < ACTS; i++) {
        String policy = "p" + i % POLICIES;
        insert.setObject(1, first.plusSeconds(i * 300L));
        insert.setString(2, "ann" + i % 20);
        insert.setString(3, acts.get(i % acts.size()));
        insert.setString(4, "run of " + policy + " as of 2026-05-01");
        insert.setString(5, policy);
        insert.setLong(6, 1 + i % RUNS);
        insert.setString(7, "room is needed for the index of collection " + i);
        insert.setString(8, outcomes.get(i % outcomes.size()));
        insert.setString(9, "another run of this policy is in progress");
        insert.addBatch();
        if (i % 1000 == 999) {
          insert.executeBatch();
        }
      }
      insert.executeBatch();
    }
  }

  private static void run(Statement statement, int id) throws SQLException {
    int night = (id - 1) / POLICIES;
    String policy = "p" + (id - 1) % POLICIES;
    boolean failed = id % 10 == 0;
    String at =
        "TIMESTAMP '2026-11-24 03:15:00' - INTERVAL '" + (RUNS / POLICIES - night) + "' DAY";
    String asOf = "CAST(CAST(" + at + " AS DATE) AS VARCHAR(10))";
    statement.execute(
        "INSERT INTO batch_job_instance (job_instance_id, version, job_name, job_key) VALUES (%s, 0,"
                .formatted(id)
            + " 'partitionRetention', 'key%s')".formatted(id));
    statement.execute(
        ("INSERT INTO batch_job_execution (job_execution_id, version, job_instance_id, create_time,"
                + " start_time, end_time, status, exit_code, exit_message, last_updated) VALUES"
                + " (%s, 2, %s, %s, %s, %s, '%s', '%s', '', %s)")
            .formatted(
                id,
                id,
                at,
                at,
                at,
                failed ? "FAILED" : "COMPLETED",
                failed ? "PARTITIONS_FAILED" : "COMPLETED",
                at));
    parameters(statement, id, policy, asOf);
    List<String> steps = List.of("plan", "drop", "report");
    for (String step : steps) {
      statement.execute(
          ("INSERT INTO batch_step_execution (step_execution_id, version, step_name,"
                  + " job_execution_id, create_time, start_time, end_time, status, commit_count,"
                  + " read_count, filter_count, write_count, read_skip_count, write_skip_count,"
                  + " process_skip_count, rollback_count, exit_code, exit_message, last_updated)"
                  + " VALUES (%s, 3, '%s', %s, %s, %s, %s, 'COMPLETED', 1, 100, 0, 100, 0, 0, 0, 0,"
                  + " 'COMPLETED', '', %s)")
              .formatted(id * 3 + steps.indexOf(step), step, id, at, at, at, at));
    }
    statement.execute(
        ("INSERT INTO retention_plan (id, policy, as_of, attempt, execution_id, digest, frozen,"
                + " refused_by, unreadable, planned_at, rules, verdicts, guards, due_count) VALUES"
                + " (%s, '%s', %s, 1, %s, 'sha256:%s', TRUE, '', '', %s, 'policy: p', 'EXPIRED=%s',"
                + " '', %s)")
            .formatted(id, policy, asOf, id, id, at, ROWS, ROWS));
    for (int row = 0; row < ROWS; row++) {
      boolean left = failed && row > ROWS - 4;
      int ledger = id * ROWS + row;
      statement.addBatch(
          ("INSERT INTO retention_ledger (id, plan_id, ordinal, cluster_name, database_name,"
                  + " collection_name, collection_id, partition_name, period_start, period_end,"
                  + " row_count, state, released, attempts, error, execution_id, updated_at, action,"
                  + " reason, expires_at, result_execution_id, server) VALUES (%s, %s, %s, 'local',"
                  + " 'default', '%s_c%s', '%s', 'd%s', '2026-01-01T00:00Z', '2026-01-02T00:00Z',"
                  + " 1000, '%s', TRUE, 1, %s, %s, %s, 'DROP', 'ended 2026-01-02; kept P90D',"
                  + " '2026-04-02T00:00Z', %s, 'localhost:1')")
              .formatted(
                  ledger,
                  id,
                  row,
                  policy,
                  row % 10,
                  row % 10,
                  ledger,
                  left ? "FAILED" : "DROPPED",
                  left ? "'no disk left'" : "NULL",
                  id,
                  at,
                  id));
      statement.addBatch(
          ("INSERT INTO retention_call (ledger_id, execution_id, answered_at, route, outcome,"
                  + " http_status, code, message, millis) VALUES (%s, %s, %s, 'partitions/drop',"
                  + " 'SUCCESS', 200, 0, '', 12)")
              .formatted(ledger, id, at));
    }
    statement.executeBatch();
  }

  private static void parameters(Statement statement, int id, String policy, String asOf)
      throws SQLException {
    Map<String, String> texts =
        Map.of(
            "policy", "'" + policy + "'",
            "asOf", asOf,
            "trigger", "'schedule'",
            "requestedBy", "'daemon'",
            "reason", "''",
            "due", "'2026-01-01T00:00:00Z'",
            "leaseOwner", "'daemon'");
    for (Map.Entry<String, String> text : texts.entrySet()) {
      parameter(statement, id, text.getKey(), String.class, text.getValue());
    }
    parameter(statement, id, "attempt", Long.class, "'1'");
    parameter(statement, id, "leaseFence", Long.class, "'1'");
  }

  private static void parameter(
      Statement statement, int id, String name, Class<?> type, String value) throws SQLException {
    statement.addBatch(
        ("INSERT INTO batch_job_execution_params (job_execution_id, parameter_name, parameter_type,"
                + " parameter_value, identifying) VALUES (%s, '%s', '%s', %s, 'Y')")
            .formatted(id, name, type.getName(), value));
  }
}
