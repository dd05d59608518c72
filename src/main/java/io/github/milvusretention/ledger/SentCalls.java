package io.github.milvusretention.ledger;

import io.github.milvusretention.ledger.evidence.Evidence;
import io.github.milvusretention.ledger.plans.Plans;
import io.github.milvusretention.run.RunKey;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Keeps what was sent for each row of the ledger; {@link Evidence} reads it. */
public class SentCalls {
  private final JdbcClient jdbc;
  private final NamedParameterJdbcOperations batches;

  public SentCalls(NamedParameterJdbcOperations jdbc) {
    this.jdbc = JdbcClient.create(jdbc);
    this.batches = jdbc;
  }

  /**
   * Within the transaction of the caller, so that a call and its result are kept together.
   *
   * @param calls by the number of the ledger's row
   */
  void add(long executionId, Map<Long, List<SentCall>> calls) {
    List<MapSqlParameterSource> rows = new ArrayList<>();
    calls.forEach(
        (ledgerId, sent) -> sent.forEach(call -> rows.add(row(ledgerId, executionId, call))));
    if (rows.isEmpty()) {
      return;
    }
    batches.batchUpdate(
        "INSERT INTO retention_call (ledger_id, execution_id, answered_at, route, outcome,"
            + " http_status, code, message, millis) VALUES (:ledger, :execution, :answered,"
            + " :route, :outcome, :status, :code, :message, :millis)",
        rows.toArray(MapSqlParameterSource[]::new));
  }

  private static MapSqlParameterSource row(long ledgerId, long executionId, SentCall call) {
    return new MapSqlParameterSource("ledger", ledgerId)
        .addValue("execution", executionId)
        .addValue("answered", OffsetDateTime.ofInstant(call.answered(), ZoneOffset.UTC))
        .addValue("route", call.route())
        .addValue("outcome", call.outcome())
        .addValue("status", call.httpStatus())
        .addValue("code", call.code())
        .addValue("message", Plans.cut(call.message()))
        .addValue("millis", call.took().toMillis());
  }

  /** Removes what a run sent. The results of its partitions stay in the ledger. */
  public void forget(RunKey run) {
    jdbc.sql(
            "DELETE FROM retention_call WHERE ledger_id IN (SELECT l.id FROM retention_ledger l"
                + " JOIN retention_plan p ON p.id = l.plan_id WHERE p.policy = :policy AND p.as_of"
                + " = :asOf AND p.attempt = :attempt)")
        .params(Plans.key(run))
        .update();
  }

  public static SentCall call(ResultSet row) throws SQLException {
    return new SentCall(
        row.getObject("answered_at", OffsetDateTime.class).toInstant(),
        row.getString("route"),
        row.getString("outcome"),
        row.getInt("http_status"),
        row.getObject("code", Integer.class),
        row.getString("message"),
        Duration.ofMillis(row.getLong("millis")));
  }
}
