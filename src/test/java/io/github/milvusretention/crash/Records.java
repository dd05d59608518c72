package io.github.milvusretention.crash;

import io.github.milvusretention.database.Database;
import java.util.List;

/** What the repository database says. Asked only while no process runs, so that H2 is closed. */
record Records(Database database) {
  /** The ledger of a policy over all attempts: {@code collection/partition STATE}, sorted. */
  List<String> results(String policy) {
    return database.ask(
        "SELECT l.collection_name || '/' || l.partition_name || ' ' || l.state"
            + " FROM retention_ledger l JOIN retention_plan p ON p.id = l.plan_id"
            + " WHERE p.policy = '"
            + policy
            + "' ORDER BY 1");
  }

  List<String> dropped(String policy) {
    String suffix = " DROPPED";
    return results(policy).stream()
        .filter(result -> result.endsWith(suffix))
        .map(result -> result.substring(0, result.length() - suffix.length()))
        .toList();
  }

  /** The status of each execution of a policy, the oldest first. */
  List<String> executions(String policy) {
    return database.ask(
        "SELECT e.status FROM batch_job_execution e WHERE e.job_execution_id IN"
            + " (SELECT job_execution_id FROM batch_job_execution_params"
            + " WHERE parameter_name = 'policy' AND parameter_value = '"
            + policy
            + "') ORDER BY e.job_execution_id");
  }

  /** Executions and steps of any policy that are neither completed nor failed nor have an end. */
  List<String> unfinished() {
    String unfinished = " WHERE status NOT IN ('COMPLETED', 'FAILED') OR end_time IS NULL";
    return database.ask(
        "SELECT 'execution ' || job_execution_id || ' ' || status FROM batch_job_execution"
            + unfinished
            + " UNION ALL SELECT 'step ' || step_execution_id || ' ' || status"
            + " FROM batch_step_execution"
            + unfinished);
  }

  /** Instances that have no execution, which Spring Batch refuses to start. */
  List<String> instancesWithoutExecution() {
    return database.ask(
        "SELECT job_instance_id FROM batch_job_instance WHERE job_instance_id NOT IN"
            + " (SELECT job_instance_id FROM batch_job_execution)");
  }

  /** How many instances a policy's executions belong to. */
  int instances(String policy) {
    return Integer.parseInt(
        database
            .ask(
                "SELECT COUNT(DISTINCT e.job_instance_id) FROM batch_job_execution e"
                    + " WHERE e.job_execution_id IN (SELECT job_execution_id FROM"
                    + " batch_job_execution_params WHERE parameter_name = 'policy'"
                    + " AND parameter_value = '"
                    + policy
                    + "')")
            .get(0));
  }

  List<String> liveLeases() {
    return database.ask("SELECT policy FROM retention_lease WHERE expires_at > CURRENT_TIMESTAMP");
  }
}
