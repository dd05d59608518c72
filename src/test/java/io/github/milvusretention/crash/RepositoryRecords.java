package io.github.milvusretention.crash;

import io.github.milvusretention.database.Database;
import java.time.Instant;
import java.util.List;

/** Queries the repository database. Use it only while no process runs, so that H2 is closed. */
record RepositoryRecords(Database database) {
  /** The ledger of a policy over all attempts: {@code collection/partition STATE}, sorted. */
  List<String> ledgerStates(String policy) {
    return database.ask(
        "SELECT l.collection_name || '/' || l.partition_name || ' ' || l.state"
            + " FROM retention_ledger l JOIN retention_plan p ON p.id = l.plan_id"
            + " WHERE p.policy = '"
            + policy
            + "' ORDER BY 1");
  }

  List<String> dropped(String policy) {
    String suffix = " DROPPED";
    return ledgerStates(policy).stream()
        .filter(state -> state.endsWith(suffix))
        .map(state -> state.substring(0, state.length() - suffix.length()))
        .toList();
  }

  /** The status of each execution of a policy, oldest first. */
  List<String> executions(String policy) {
    return database.ask(
        "SELECT e.status FROM batch_job_execution e WHERE e.job_execution_id IN"
            + " (SELECT job_execution_id FROM batch_job_execution_params"
            + " WHERE parameter_name = 'policy' AND parameter_value = '"
            + policy
            + "') ORDER BY e.job_execution_id");
  }

  /** What people did with a policy, oldest first: who, act, outcome, and the execution. */
  List<String> acts(String policy) {
    return database.ask(
        "SELECT who || ' ' || act || ' ' || outcome || ' ' || COALESCE(execution_id, 0)"
            + " FROM retention_audit WHERE policy = '"
            + policy
            + "' ORDER BY id");
  }

  /** The numbers of the executions of a policy, oldest first. */
  List<String> executionIds(String policy) {
    return database.ask(
        "SELECT job_execution_id FROM batch_job_execution_params WHERE parameter_name = 'policy'"
            + " AND parameter_value = '"
            + policy
            + "' ORDER BY job_execution_id");
  }

  /** Executions and steps of any policy that are neither completed nor failed, or have no end. */
  List<String> unfinished() {
    String unfinished = " WHERE status NOT IN ('COMPLETED', 'FAILED') OR end_time IS NULL";
    return database.ask(
        "SELECT 'execution ' || job_execution_id || ' ' || status FROM batch_job_execution"
            + unfinished
            + " UNION ALL SELECT 'step ' || step_execution_id || ' ' || status"
            + " FROM batch_step_execution"
            + unfinished);
  }

  /** Job instances without an execution, which Spring Batch refuses to start. */
  List<String> instancesWithoutExecution() {
    return database.ask(
        "SELECT job_instance_id FROM batch_job_instance WHERE job_instance_id NOT IN"
            + " (SELECT job_instance_id FROM batch_job_execution)");
  }

  /** The number of job instances of a policy. */
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

  /** Lets the schedule of a policy be due at this moment. */
  void fire(String policy, Instant due) {
    int changed =
        database.change(
            "UPDATE qrtz_triggers SET next_fire_time = "
                + due.toEpochMilli()
                + " WHERE trigger_name = '"
                + policy
                + "'");
    if (changed != 1) {
      throw new IllegalStateException(changed + " triggers of " + policy);
    }
  }
}
