package io.github.milvusretention.ops.figures;

import io.github.milvusretention.rules.Rules;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How the runs of each policy ended, from the job repository. */
final class RunFigures implements Figures {
  private static final String ENDED =
      " FROM batch_job_execution e JOIN batch_job_execution_params p"
          + " ON p.job_execution_id = e.job_execution_id AND p.parameter_name = 'policy'";

  private static final String BY_EXIT =
      "SELECT p.parameter_value AS policy, e.exit_code AS exit_code, COUNT(*) AS runs,"
          + " MAX(e.end_time) AS ended"
          + ENDED
          + " WHERE e.end_time IS NOT NULL GROUP BY p.parameter_value, e.exit_code"
          + " UNION ALL SELECT policy, exit_code, runs, CAST(NULL AS TIMESTAMP)"
          + " FROM retention_purged_runs";

  private static final String LAST =
      "SELECT p.parameter_value AS policy, e.start_time AS started, e.end_time AS ended"
          + ENDED
          + " WHERE e.job_execution_id IN (SELECT MAX(e.job_execution_id)"
          + ENDED
          + " WHERE e.end_time IS NOT NULL GROUP BY p.parameter_value)";

  private static final String SINCE_SUCCESS =
      "SELECT p.parameter_value AS policy, COUNT(*) AS runs"
          + ENDED
          + " LEFT JOIN (SELECT p.parameter_value AS policy, MAX(e.job_execution_id) AS done_id"
          + ENDED
          + " WHERE e.status = 'COMPLETED' GROUP BY p.parameter_value) done"
          + " ON done.policy = p.parameter_value"
          + " WHERE e.end_time IS NOT NULL AND e.job_execution_id > COALESCE(done.done_id, 0)"
          + " GROUP BY p.parameter_value";

  private final JdbcClient jdbc;
  private final Rules rules;

  RunFigures(JdbcClient jdbc, Rules rules) {
    this.jdbc = jdbc;
    this.rules = rules;
  }

  private record Way(String policy, RunOutcome outcome) {}

  /**
   * All runs of one policy that ended in one way.
   *
   * @param last null if they were purged
   */
  private record Ends(long runs, @Nullable Instant last) {
    static final Ends NONE = new Ends(0, null);

    Ends plus(Ends other) {
      return new Ends(
          runs + other.runs,
          last == null || (other.last != null && other.last.isAfter(last)) ? other.last : last);
    }
  }

  @Override
  public List<Family<?>> read(Instant now) {
    Map<Way, Ends> ends = new HashMap<>();
    jdbc.sql(BY_EXIT)
        .query(
            row -> {
              ends.merge(
                  new Way(row.getString("policy"), RunOutcome.of(row.getString("exit_code"))),
                  new Ends(row.getLong("runs"), instant(row, "ended")),
                  Ends::plus);
            });
    return List.of(lastSuccess(ends), lastEnd(ends), runs(ends), sinceLastSuccess(), duration());
  }

  private Family<?> lastSuccess(Map<Way, Ends> ends) {
    Family<?> family =
        Family.gauge(
            "retention_run_last_success_timestamp_seconds",
            "When the last run ended in which nothing failed, in whatever process; 0 if none has");
    for (String policy : rules.policies().keySet()) {
      Instant last = ends.getOrDefault(new Way(policy, RunOutcome.DONE), Ends.NONE).last();
      family.add(last == null ? Instant.EPOCH : last, "policy", policy);
    }
    return family;
  }

  private Family<?> lastEnd(Map<Way, Ends> ends) {
    Family<?> family =
        Family.gauge(
            "retention_run_last_end_timestamp_seconds",
            "When the last run with that outcome ended; absent if none has");
    for (String policy : rules.policies().keySet()) {
      for (RunOutcome outcome : RunOutcome.values()) {
        Instant last = ends.getOrDefault(new Way(policy, outcome), Ends.NONE).last();
        if (last != null) {
          family.add(last, "policy", policy, "outcome", outcome.label());
        }
      }
    }
    return family;
  }

  private Family<?> runs(Map<Way, Ends> ends) {
    Family<?> family =
        Family.counter("retention_runs", "Runs that ended, by outcome, in whatever process");
    for (String policy : rules.policies().keySet()) {
      for (RunOutcome outcome : RunOutcome.values()) {
        Ends of = ends.getOrDefault(new Way(policy, outcome), Ends.NONE);
        family.add(of.runs(), "policy", policy, "outcome", outcome.label());
      }
    }
    return family;
  }

  private Family<?> sinceLastSuccess() {
    Map<String, Long> since = new TreeMap<>();
    jdbc.sql(SINCE_SUCCESS)
        .query(
            row -> {
              since.put(row.getString("policy"), row.getLong("runs"));
            });
    Family<?> family =
        Family.gauge(
            "retention_runs_since_last_success",
            "Runs that ended since the last one in which nothing failed");
    rules
        .policies()
        .keySet()
        .forEach(policy -> family.add(since.getOrDefault(policy, 0L), "policy", policy));
    return family;
  }

  private Family<?> duration() {
    Family<?> family =
        Family.gauge("retention_run_duration_seconds", "How long the last run took that ended");
    jdbc.sql(LAST)
        .query(
            row -> {
              Instant start = instant(row, "started");
              Instant end = instant(row, "ended");
              String policy = row.getString("policy");
              if (start != null && end != null && rules.policies().containsKey(policy)) {
                family.add(Duration.between(start, end).toMillis() / 1000.0, "policy", policy);
              }
            });
    return family;
  }

  /** Spring Batch keeps local times, which are UTC in this process. */
  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    LocalDateTime time = row.getObject(column, LocalDateTime.class);
    return time == null ? null : time.toInstant(ZoneOffset.UTC);
  }
}
