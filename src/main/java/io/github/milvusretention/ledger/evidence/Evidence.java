package io.github.milvusretention.ledger.evidence;

import io.github.milvusretention.database.ShortTransaction;
import io.github.milvusretention.ledger.EarlierResults;
import io.github.milvusretention.ledger.LedgerRow;
import io.github.milvusretention.ledger.RowHistory;
import io.github.milvusretention.ledger.SentCalls;
import io.github.milvusretention.ledger.StoredRow;
import io.github.milvusretention.ledger.plans.EarlierPlans;
import io.github.milvusretention.ledger.plans.Plans;
import io.github.milvusretention.run.RunKey;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What was done to partitions, and by which rules, for whoever has to prove it. Only reads. */
public class Evidence {
  private static final String PLANNED =
      " FROM retention_ledger l JOIN retention_plan p ON p.id = l.plan_id ";
  private static final String OF_RUN =
      "WHERE p.policy = :policy AND p.as_of = :asOf AND p.attempt = :attempt";
  private static final String OF_OTHERS =
      "WHERE p.policy = :policy AND NOT (p.as_of = :asOf AND p.attempt = :attempt) AND"
          + " (l.result_execution_id = :execution OR l.id IN (SELECT e.ledger_id FROM"
          + " retention_earlier_result e WHERE e.result_execution_id = :execution))";

  private final JdbcClient jdbc;
  private final ShortTransaction transaction;
  private final EarlierPlans earlierPlans;
  private final EarlierResults earlierResults;

  public Evidence(
      JdbcClient jdbc,
      ShortTransaction transaction,
      EarlierPlans earlierPlans,
      EarlierResults earlierResults) {
    this.jdbc = jdbc;
    this.transaction = transaction;
    this.earlierPlans = earlierPlans;
    this.earlierResults = earlierResults;
  }

  /**
   * Which partition. Names are exact.
   *
   * @param policy null for any, like those below
   */
  public record Question(
      String partition,
      @Nullable String policy,
      @Nullable String database,
      @Nullable String collection) {}

  /**
   * The plan that an execution of the run had: its own, or one of an earlier execution. Empty if
   * nothing was planned by then.
   */
  public Optional<PlanEvidence> plan(RunKey run, long executionId) {
    return jdbc.sql("SELECT * FROM retention_plan p " + OF_RUN)
        .params(Plans.key(run))
        .query((row, n) -> plan(row))
        .optional()
        .filter(plan -> plan.plan().executionId() <= executionId)
        .or(() -> earlierPlans.find(run, executionId, (row, n) -> plan(row)));
  }

  /** All that a run planned, oldest period first. */
  public List<RowEvidence> of(RunKey run) {
    return rows(OF_RUN, "l.ordinal", Plans.key(run));
  }

  /** Those rows, in the order of their plans. */
  public List<RowEvidence> of(List<Long> rows) {
    return rows.isEmpty()
        ? List.of()
        : rows("WHERE l.id IN (:rows)", "l.ordinal, l.id", Map.of("rows", rows));
  }

  /**
   * What other runs of the policy had planned and an execution of this one settled: it asked
   * whether their drops had taken effect, or took them over.
   */
  public List<RowEvidence> ofOthers(RunKey run, long executionId) {
    Map<String, Object> params = new HashMap<>(Plans.key(run));
    params.put("execution", executionId);
    return rows(OF_OTHERS, "l.id", params);
  }

  /** Each time that a partition of that name was planned, in the order of the plans. */
  public List<RowEvidence> of(Question question) {
    Map<String, Object> params = new HashMap<>();
    return rows(condition(question, params), "l.id", params);
  }

  /** A part of these, the last plan first. */
  public List<RowEvidence> newest(Question question, long offset, int limit) {
    Map<String, Object> params = new HashMap<>(Map.of("offset", offset, "limit", limit));
    String part =
        "WHERE l.id IN (SELECT l.id"
            + PLANNED
            + condition(question, params)
            + " ORDER BY l.id DESC LIMIT :limit OFFSET :offset)";
    List<RowEvidence> rows = new ArrayList<>(rows(part, "l.id", params));
    Collections.reverse(rows);
    return rows;
  }

  /** How often such a partition was planned. */
  public long count(Question question) {
    Map<String, Object> params = new HashMap<>();
    return jdbc.sql("SELECT COUNT(*)" + PLANNED + condition(question, params))
        .params(params)
        .query(Long.class)
        .single();
  }

  private static String condition(Question question, Map<String, Object> params) {
    Map<String, String> values = new LinkedHashMap<>();
    values.put("l.partition_name", question.partition());
    values.put("p.policy", Objects.requireNonNullElse(question.policy(), ""));
    values.put("l.database_name", Objects.requireNonNullElse(question.database(), ""));
    values.put("l.collection_name", Objects.requireNonNullElse(question.collection(), ""));
    List<String> conditions = new ArrayList<>();
    values.forEach(
        (column, value) -> {
          if (!value.isEmpty()) {
            String name = column.substring(2);
            conditions.add(column + " = :" + name);
            params.put(name, value);
          }
        });
    return "WHERE " + String.join(" AND ", conditions);
  }

  private List<RowEvidence> rows(String condition, String order, Map<String, ?> params) {
    List<RowEvidence> rows =
        transaction.execute(
            status -> {
              Map<Long, List<RowEvidence.Call>> calls = calls(condition, params);
              Map<Long, PlanEvidence> plans = new HashMap<>();
              jdbc.sql(
                      "SELECT p.* FROM retention_plan p WHERE p.id IN (SELECT l.plan_id"
                          + PLANNED
                          + condition
                          + ")")
                  .params(params)
                  .query(
                      row -> {
                        plans.put(row.getLong("id"), plan(row));
                      });
              return jdbc.sql("SELECT l.*" + PLANNED + condition + " ORDER BY " + order)
                  .params(params)
                  .query((row, n) -> row(row, plans, calls))
                  .list();
            });
    // After the rows: what is written meanwhile is then in both, and not in neither.
    Map<Long, List<LedgerRow.Progress>> earlier =
        earlierResults.of("SELECT l.id" + PLANNED + condition, params);
    return Objects.requireNonNull(rows).stream()
        .map(row -> row.with(earlier.getOrDefault(row.history().row().id(), List.of())))
        .toList();
  }

  private Map<Long, List<RowEvidence.Call>> calls(String condition, Map<String, ?> params) {
    Map<Long, List<RowEvidence.Call>> calls = new HashMap<>();
    jdbc.sql(
            "SELECT c.* FROM retention_call c WHERE c.ledger_id IN (SELECT l.id"
                + PLANNED
                + condition
                + ") ORDER BY c.id")
        .params(params)
        .query(
            row -> {
              calls
                  .computeIfAbsent(row.getLong("ledger_id"), id -> new ArrayList<>())
                  .add(new RowEvidence.Call(row.getLong("execution_id"), SentCalls.call(row)));
            });
    return calls;
  }

  private static RowEvidence row(
      ResultSet row, Map<Long, PlanEvidence> plans, Map<Long, List<RowEvidence.Call>> calls)
      throws SQLException {
    return new RowEvidence(
        Objects.requireNonNull(plans.get(row.getLong("plan_id"))),
        new RowHistory(StoredRow.read(row), List.of()),
        row.getString("reason"),
        row.getString("expires_at"),
        calls.getOrDefault(row.getLong("id"), List.of()));
  }

  private static PlanEvidence plan(ResultSet row) throws SQLException {
    String by = row.getString("accepted_by");
    return new PlanEvidence(
        Plans.record(row),
        instant(row, "planned_at"),
        by == null
            ? null
            : new PlanEvidence.Accepted(
                by,
                Objects.requireNonNullElse(row.getString("accepted_why"), ""),
                instant(row, "accepted_at")),
        row.getString("rules"));
  }

  private static Instant instant(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }
}
