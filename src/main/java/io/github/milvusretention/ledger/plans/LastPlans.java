package io.github.milvusretention.ledger.plans;

import io.github.milvusretention.ledger.State;
import io.github.milvusretention.period.AsOf;
import io.github.milvusretention.run.RunKey;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The last recorded plan of each policy, for metrics and pages. Only reads. */
public class LastPlans {
  private static final List<String> UNSETTLED =
      Stream.of(State.values()).filter(state -> !state.settled()).map(State::name).toList();

  /**
   * Of a plan that was frozen the ledger knows what is left; one that was refused left it all. The
   * last is that of the highest as-of, as {@link RefusedPlans#LAST} has it; here it is asked of all
   * policies, and after some years each has a thousand plans.
   */
  private static final String LAST_PLANS =
      "SELECT p.*, (SELECT COUNT(*) FROM retention_ledger l WHERE l.plan_id = p.id AND l.state IN"
          + " (:unsettled)) AS left_count, (SELECT MIN(l.expires_at) FROM retention_ledger l"
          + " WHERE l.plan_id = p.id AND l.state IN (:unsettled)) AS left_expiry"
          + " FROM (SELECT id, ROW_NUMBER() OVER (PARTITION BY policy ORDER BY as_of DESC, attempt"
          + " DESC) AS age FROM retention_plan) n JOIN retention_plan p ON p.id = n.id WHERE n.age"
          + " = 1";

  private final JdbcClient jdbc;
  private final SavedPlans saved;

  public LastPlans(JdbcClient jdbc, SavedPlans saved) {
    this.jdbc = jdbc;
    this.saved = saved;
  }

  /** Of every policy that ever planned, also of those that the rules no longer have. */
  public List<LastPlan> all() {
    return jdbc.sql(LAST_PLANS).param("unsettled", UNSETTLED).query((row, n) -> plan(row)).list();
  }

  private static LastPlan plan(ResultSet row) throws SQLException {
    boolean frozen = row.getBoolean("frozen");
    String left = row.getString("left_expiry");
    OffsetDateTime due = row.getObject("oldest_expiry", OffsetDateTime.class);
    OffsetDateTime oldest = frozen ? (left == null ? null : OffsetDateTime.parse(left)) : due;
    return new LastPlan(
        row.getLong("id"),
        new RunKey(
            row.getString("policy"), AsOf.parse(row.getString("as_of")), row.getInt("attempt")),
        row.getLong("execution_id"),
        row.getString("digest"),
        frozen,
        Objects.requireNonNullElse(row.getString("waiting"), ""),
        row.getString("verdicts"),
        frozen ? List.of() : guards(row.getString("guards")),
        overdue(row, frozen ? "left_count" : "due_count"),
        oldest == null ? null : oldest.toInstant());
  }

  private static @Nullable List<String> guards(@Nullable String names) {
    return names == null
        ? null
        : Stream.of(names.split(" ")).filter(name -> !name.isEmpty()).toList();
  }

  private static @Nullable Long overdue(ResultSet row, String column) throws SQLException {
    long count = row.getLong(column);
    boolean complete = !row.wasNull() && row.getString("unreadable").isEmpty();
    return complete || count > 0 ? (Long) count : null;
  }

  /**
   * The partition of the plan that expired first and is still there, as database.collection/name,
   * as far as is known.
   */
  public Optional<String> oldestLeft(LastPlan plan) {
    return plan.frozen()
        ? jdbc.sql(
                "SELECT database_name, collection_name, partition_name FROM retention_ledger"
                    + " WHERE plan_id = :plan AND state IN (:unsettled) ORDER BY expires_at,"
                    + " ordinal LIMIT 1")
            .param("plan", plan.id())
            .param("unsettled", UNSETTLED)
            .query((row, n) -> row.getString(1) + "." + row.getString(2) + "/" + row.getString(3))
            .optional()
        : saved.first(plan.digest()).map(SavedPlan.Due::toString);
  }
}
