package io.github.milvusretention.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/**
 * What the history says was made is asked for at each start: a table that somebody dropped would
 * otherwise be missed in the middle of a run.
 *
 * @param database that holds them
 */
public record Tables(DataSource database) {
  static final List<String> NAMES =
      List.of(
          "batch_job_instance",
          "batch_job_execution",
          "batch_job_execution_params",
          "batch_job_execution_context",
          "batch_step_execution",
          "batch_step_execution_context",
          "qrtz_blob_triggers",
          "qrtz_calendars",
          "qrtz_cron_triggers",
          "qrtz_fired_triggers",
          "qrtz_job_details",
          "qrtz_locks",
          "qrtz_paused_trigger_grps",
          "qrtz_scheduler_state",
          "qrtz_simple_triggers",
          "qrtz_simprop_triggers",
          "qrtz_triggers",
          "retention_acted",
          "retention_acted_rules",
          "retention_audit",
          "retention_call",
          "retention_cluster_contact",
          "retention_daemon_rules",
          "retention_earlier_plan",
          "retention_earlier_result",
          "retention_hold",
          "retention_known_hold",
          "retention_lease",
          "retention_ledger",
          "retention_notification",
          "retention_plan",
          "retention_purged_runs",
          "retention_release",
          "retention_repository",
          "retention_row_count",
          "retention_saved_plan",
          "retention_sighting");

  /** One statement for all, which reads nothing: the database names the one that it misses. */
  private static final String ASK =
      NAMES.stream()
          .map(name -> "SELECT 1 FROM " + name + " WHERE FALSE")
          .collect(Collectors.joining(" UNION ALL "));

  public void check() {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.executeQuery(ASK).close();
    } catch (SQLException e) {
      throw new IllegalStateException("the tables of the repository could not be read", e);
    }
  }
}
