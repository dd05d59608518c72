package io.github.milvusretention.ledger.evidence;

import io.github.milvusretention.database.TextSearch;
import io.github.milvusretention.ledger.ExecutionCounts;
import io.github.milvusretention.ledger.RowHistory;
import io.github.milvusretention.ledger.State;
import io.github.milvusretention.ledger.StoredRow;
import io.github.milvusretention.ledger.plans.Plans;
import io.github.milvusretention.run.RunKey;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The rows of a run's ledger as one execution left them, counted, filtered and paged by the
 * database: a run may have a hundred thousand. Only reads.
 */
public class ExecutionRows {
  /** What {@link RowHistory#at} says, in SQL: the row itself, or what was kept of it. */
  private static final String LEFT =
      " FROM (SELECT l.id, l.ordinal, l.database_name, l.collection_name, l.partition_name,"
          + " CASE WHEN e.ledger_id IS NULL THEN l.state ELSE e.state END AS state,"
          + " CASE WHEN e.ledger_id IS NULL THEN l.error ELSE e.error END AS error,"
          + " CASE WHEN e.ledger_id IS NULL THEN l.result_execution_id ELSE e.result_execution_id"
          + " END AS result_of"
          + " FROM retention_ledger l LEFT JOIN retention_earlier_result e ON l.execution_id >"
          + " :execution AND e.ledger_id = l.id AND e.execution_id = (SELECT MAX(x.execution_id)"
          + " FROM retention_earlier_result x WHERE x.ledger_id = l.id AND x.execution_id <="
          + " :execution) WHERE l.plan_id = (SELECT id FROM retention_plan"
          + Plans.WHERE_RUN
          + ") AND (l.execution_id <= :execution OR e.ledger_id IS NOT NULL)) r";

  private static final String FILTER =
      " WHERE (:state = '' OR r.state = :state OR (:state = 'FAILED' AND r.state = 'DROP_SENT' AND"
          + " r.error IS NOT NULL)) AND (:text = '' OR "
          + Stream.of("r.partition_name", "r.collection_name", "r.database_name", "r.error")
              .map(column -> TextSearch.contains(column, "text"))
              .collect(Collectors.joining(" OR "))
          + ")";

  /** First what it settled, by indexes: the ledger of all runs is long. */
  private static final String OF_OTHERS =
      " FROM (SELECT o.id FROM retention_ledger o WHERE o.result_execution_id = :execution UNION"
          + " SELECT e.ledger_id FROM retention_earlier_result e WHERE e.result_execution_id ="
          + " :execution) s JOIN retention_ledger l ON l.id = s.id JOIN retention_plan p ON p.id ="
          + " l.plan_id WHERE p.policy = :policy AND NOT (p.as_of = :asOf AND p.attempt ="
          + " :attempt)";

  private final JdbcClient jdbc;

  public ExecutionRows(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Which rows.
   *
   * @param state null for all; FAILED also finds those whose drop may have taken effect
   * @param text what database, collection, partition or error contain, in capital letters or not;
   *     empty for all
   */
  public record Filter(@Nullable State state, String text) {
    public static final Filter NONE = new Filter(null, "");

    private Map<String, String> params() {
      return Map.of("state", state == null ? "" : state.name(), "text", text);
    }
  }

  /** What the execution did, and what it left. */
  public ExecutionCounts counts(RunKey run, long executionId) {
    List<ExecutionCounts.Alike> alike =
        jdbc.sql(
                "SELECT c.state, c.erred, c.own, MIN(c.id) AS id, COUNT(*) AS n FROM (SELECT r.id,"
                    + " r.state, CASE WHEN r.error IS NULL THEN 0 ELSE 1 END AS erred, CASE WHEN"
                    + " r.result_of = :execution THEN 1 ELSE 0 END AS own"
                    + LEFT
                    + ") c GROUP BY c.state, c.erred, c.own")
            .params(of(run, executionId))
            .query(
                (row, n) ->
                    new ExecutionCounts.Alike(
                        StoredRow.state(row),
                        row.getInt("erred") == 1,
                        row.getInt("own") == 1,
                        row.getInt("n")))
            .list();
    ExecutionCounts counts = ExecutionCounts.NONE;
    for (ExecutionCounts.Alike some : alike) {
      counts = counts.plus(some);
    }
    return counts;
  }

  /** How many rows the filter lets through. */
  public long count(RunKey run, long executionId, Filter filter) {
    return jdbc.sql("SELECT COUNT(*)" + LEFT + FILTER)
        .params(of(run, executionId))
        .params(filter.params())
        .query(Long.class)
        .single();
  }

  /** The numbers of those rows in the order of the plan, for {@link Evidence#of(List)}. */
  public List<Long> page(RunKey run, long executionId, Filter filter, long offset, int size) {
    return jdbc.sql(
            "SELECT r.id" + LEFT + FILTER + " ORDER BY r.ordinal LIMIT :size OFFSET :offset")
        .params(of(run, executionId))
        .params(filter.params())
        .param("size", size)
        .param("offset", offset)
        .query(Long.class)
        .list();
  }

  /** The numbers of the rows that this execution wrote last, the newest first. */
  public List<Long> newest(RunKey run, long executionId, int size) {
    return jdbc.sql(
            "SELECT l.id FROM retention_ledger l WHERE l.plan_id = (SELECT id FROM retention_plan"
                + Plans.WHERE_RUN
                + ") AND l.result_execution_id = :execution ORDER BY l.updated_at DESC, l.ordinal"
                + " DESC LIMIT :size")
        .params(of(run, executionId))
        .param("size", size)
        .query(Long.class)
        .list();
  }

  /** How many rows of the policy's other runs the execution settled. */
  public long countOfOthers(RunKey run, long executionId) {
    return jdbc.sql("SELECT COUNT(*)" + OF_OTHERS)
        .params(of(run, executionId))
        .query(Long.class)
        .single();
  }

  /** The numbers of the first of them. */
  public List<Long> ofOthers(RunKey run, long executionId, int size) {
    return jdbc.sql("SELECT l.id" + OF_OTHERS + " ORDER BY l.id LIMIT :size")
        .params(of(run, executionId))
        .param("size", size)
        .query(Long.class)
        .list();
  }

  private static Map<String, Object> of(RunKey run, long executionId) {
    Map<String, Object> params = new HashMap<>(Plans.key(run));
    params.put("execution", executionId);
    return params;
  }
}
