package io.github.milvusretention.ledger;

import io.github.milvusretention.ledger.LedgerRow.Progress;
import io.github.milvusretention.ledger.plans.Plans;
import io.github.milvusretention.run.RunKey;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What the rows of the ledger said before a later execution changed them. Without it a run that is
 * continued would look as if its first execution had done all that the others did.
 */
public class EarlierResults {
  /** Of the rows of one run, see {@link Plans#key}. */
  private static final String OF_RUN =
      "SELECT l.id FROM retention_ledger l JOIN retention_plan p ON p.id = l.plan_id WHERE p.policy"
          + " = :policy AND p.as_of = :asOf AND p.attempt = :attempt";

  private final JdbcClient jdbc;
  private final NamedParameterJdbcOperations batches;

  public EarlierResults(NamedParameterJdbcOperations jdbc) {
    this.jdbc = JdbcClient.create(jdbc);
    this.batches = jdbc;
  }

  /**
   * Keeps what rows say, within the transaction that writes them.
   *
   * @param executionId the execution that writes; what is its own is not kept
   */
  void keep(Collection<LedgerRow> rows, long executionId) {
    MapSqlParameterSource[] others =
        rows.stream()
            .filter(row -> row.progress().executionId() != executionId)
            .map(
                row -> new MapSqlParameterSource("id", row.id()).addValue("execution", executionId))
            .toArray(MapSqlParameterSource[]::new);
    if (others.length == 0) {
      return;
    }
    // The row may have been read long ago: what counts is what the database has.
    batches.batchUpdate(
        "INSERT INTO retention_earlier_result (ledger_id, execution_id, result_execution_id, state,"
            + " released, attempts, error, updated_at, released_at) SELECT id, execution_id,"
            + " result_execution_id, state, released, attempts, error, updated_at, released_at FROM"
            + " retention_ledger l WHERE id = :id AND execution_id <> :execution AND NOT EXISTS"
            + " (SELECT 1 FROM retention_earlier_result e WHERE e.ledger_id = l.id AND"
            + " e.execution_id = l.execution_id)",
        others);
  }

  /**
   * By the number of the ledger's row.
   *
   * @param rows a query for those numbers
   */
  public Map<Long, List<Progress>> of(String rows, Map<String, ?> params) {
    Map<Long, List<Progress>> earlier = new HashMap<>();
    jdbc.sql(
            "SELECT e.*, e.ledger_id AS id FROM retention_earlier_result e WHERE e.ledger_id IN ("
                + rows
                + ")")
        .params(params)
        .query((row, n) -> earlier(row))
        .list()
        .forEach(
            found ->
                earlier
                    .computeIfAbsent(found.rowId(), id -> new ArrayList<>())
                    .add(found.progress()));
    return earlier;
  }

  private record Earlier(long rowId, Progress progress) {}

  private static Earlier earlier(ResultSet row) throws SQLException {
    return new Earlier(row.getLong("id"), StoredRow.progress(row));
  }

  /** Removes what a run's rows said earlier; what they say stays. */
  public void forget(RunKey run) {
    jdbc.sql("DELETE FROM retention_earlier_result WHERE ledger_id IN (" + OF_RUN + ")")
        .params(Plans.key(run))
        .update();
  }
}
