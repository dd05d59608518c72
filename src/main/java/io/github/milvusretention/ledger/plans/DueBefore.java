package io.github.milvusretention.ledger.plans;

import io.github.milvusretention.ledger.State;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What was due by the last recorded plan of a policy, to compare another plan with. Only reads. */
public class DueBefore {
  private final JdbcClient jdbc;
  private final SavedPlans saved;

  DueBefore(JdbcClient jdbc, SavedPlans saved) {
    this.jdbc = jdbc;
    this.saved = saved;
  }

  /**
   * The last recorded plan of a policy: that of its newest as-of.
   *
   * @param id of its row
   * @param plannedAt when it was made
   */
  public record LastPlan(long id, PlanRecord plan, Instant plannedAt) {
    /** Whether a guard refused it, so that it waits for a person. */
    public boolean refused() {
      return !plan.frozen();
    }

    /** Whether what waited for a person was part of what was due. */
    public boolean withWaiting() {
      return refused() || plan.acceptedBy() != null;
    }
  }

  /**
   * A partition that was due.
   *
   * @param state what came of it; null if the plan was refused
   */
  public record Partition(SavedPlan.Due due, @Nullable State state) {
    /** Whether that run has done what it had planned. */
    public boolean done() {
      return state != null && (state.gone() || state == State.RELEASED);
    }
  }

  /** Empty if no run of the policy has planned yet. */
  public Optional<LastPlan> last(String policy) {
    return jdbc.sql(
            "SELECT * FROM retention_plan WHERE policy = :policy"
                + " ORDER BY as_of DESC, attempt DESC LIMIT 1")
        .param("policy", policy)
        .query(
            (row, n) ->
                new LastPlan(
                    row.getLong("id"),
                    Plans.record(row),
                    row.getObject("planned_at", OffsetDateTime.class).toInstant()))
        .optional();
  }

  /** Oldest period first. Empty for a refused plan that is no longer kept. */
  public Optional<List<Partition>> due(LastPlan last) {
    if (last.refused()) {
      return saved
          .find(last.plan().digest())
          .map(kept -> kept.partitions().stream().map(due -> new Partition(due, null)).toList());
    }
    return Optional.of(
        jdbc.sql(
                "SELECT database_name, collection_name, collection_id, partition_name, state FROM"
                    + " retention_ledger WHERE plan_id = :plan ORDER BY ordinal")
            .param("plan", last.id())
            .query(
                (row, n) ->
                    new Partition(
                        new SavedPlan.Due(
                            row.getString("database_name"),
                            row.getString("collection_name"),
                            row.getString("collection_id"),
                            row.getString("partition_name")),
                        State.valueOf(row.getString("state"))))
            .list());
  }
}
