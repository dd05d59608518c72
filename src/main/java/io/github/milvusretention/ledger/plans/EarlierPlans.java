package io.github.milvusretention.ledger.plans;

import io.github.milvusretention.run.RunKey;
import java.util.Optional;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The plans that guards refused, and that a later execution of the same run replaced. */
public class EarlierPlans {
  private final JdbcClient jdbc;

  public EarlierPlans(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Keeps the run's plan if another execution made it, within the transaction that replaces it. */
  static void keep(JdbcClient jdbc, RunKey run, long executionId) {
    jdbc.sql(
            "INSERT INTO retention_earlier_plan (policy, as_of, attempt, execution_id, digest,"
                + " refused_by, unreadable, waiting, planned_at, rules, content_check) SELECT"
                + " policy, as_of, attempt, execution_id, digest, refused_by, unreadable, waiting,"
                + " planned_at, rules, content_check FROM retention_plan"
                + Plans.WHERE_RUN
                + " AND execution_id <> :execution")
        .params(Plans.key(run))
        .param("execution", executionId)
        .update();
  }

  /** The last one that was made by that execution or an earlier one. */
  public <T> Optional<T> find(RunKey run, long executionId, RowMapper<T> mapper) {
    return jdbc.sql(
            "SELECT e.*, FALSE AS frozen, CAST(NULL AS VARCHAR(300)) AS accepted_by FROM"
                + " retention_earlier_plan e"
                + Plans.WHERE_RUN
                + " AND execution_id <= :execution ORDER BY execution_id DESC LIMIT 1")
        .params(Plans.key(run))
        .param("execution", executionId)
        .query(mapper)
        .optional();
  }

  /** Removes those of a run. */
  public void forget(RunKey run) {
    jdbc.sql("DELETE FROM retention_earlier_plan" + Plans.WHERE_RUN)
        .params(Plans.key(run))
        .update();
  }
}
