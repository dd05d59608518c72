package io.github.milvusretention.job.history;

import org.springframework.jdbc.core.simple.JdbcClient;

/** How many executions purges have removed: what was counted must not become fewer. */
final class PurgedRuns {
  private static final String OF_INSTANCE =
      " SELECT p.parameter_value AS policy, e.exit_code AS exit_code, COUNT(*) AS runs"
          + " FROM batch_job_execution e JOIN batch_job_execution_params p"
          + " ON p.job_execution_id = e.job_execution_id AND p.parameter_name = 'policy'"
          + " WHERE e.job_instance_id = :instance GROUP BY p.parameter_value, e.exit_code";

  private PurgedRuns() {}

  /** Within the transaction that removes them. */
  static void add(JdbcClient jdbc, long instance) {
    record Count(String policy, String exit, long runs) {}
    jdbc.sql(OF_INSTANCE)
        .param("instance", instance)
        .query(
            (row, n) ->
                new Count(row.getString("policy"), row.getString("exit_code"), row.getLong("runs")))
        .list()
        .forEach(count -> add(jdbc, count.policy(), count.exit(), count.runs()));
  }

  private static void add(JdbcClient jdbc, String policy, String exit, long runs) {
    int known =
        jdbc.sql(
                "UPDATE retention_purged_runs SET runs = runs + :runs WHERE policy = :policy"
                    + " AND exit_code = :exit")
            .param("policy", policy)
            .param("exit", exit)
            .param("runs", runs)
            .update();
    if (known == 0) {
      jdbc.sql(
              "INSERT INTO retention_purged_runs (policy, exit_code, runs)"
                  + " VALUES (:policy, :exit, :runs)")
          .param("policy", policy)
          .param("exit", exit)
          .param("runs", runs)
          .update();
    }
  }
}
