package io.github.milvusretention.ledger.plans;

import io.github.milvusretention.database.ShortTransaction;
import io.github.milvusretention.lease.Lease;
import io.github.milvusretention.lease.LeaseLost;
import io.github.milvusretention.ledger.ExecutionLease;
import io.github.milvusretention.ledger.Releases;
import io.github.milvusretention.ledger.State;
import io.github.milvusretention.ledger.seen.Seen;
import io.github.milvusretention.ledger.seen.Sightings;
import io.github.milvusretention.period.AsOf;
import io.github.milvusretention.period.Period;
import io.github.milvusretention.policy.Decision;
import io.github.milvusretention.policy.Plan;
import io.github.milvusretention.policy.settings.ContentCheck;
import io.github.milvusretention.run.RunKey;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The plans of all runs. Freezing one writes its ledger rows in the same transaction. */
public class Plans {
  private static final int TEXT = 1000;

  /** Rows that are written at once. */
  private static final int BATCH = 1000;

  private final JdbcClient jdbc;
  private final NamedParameterJdbcOperations batches;
  private final Sightings sightings;
  private final ShortTransaction transaction;
  private final Clock clock;

  public Plans(
      JdbcClient jdbc,
      NamedParameterJdbcOperations batches,
      Sightings sightings,
      ShortTransaction transaction,
      Clock clock) {
    this.jdbc = jdbc;
    this.batches = batches;
    this.sightings = sightings;
    this.transaction = transaction;
    this.clock = clock;
  }

  public Optional<PlanRecord> find(RunKey run) {
    return jdbc.sql("SELECT * FROM retention_plan" + WHERE_RUN)
        .params(key(run))
        .query((row, n) -> record(row))
        .optional();
  }

  /** The last attempt planned for that policy and as-of; 0 if there is none. */
  public int lastAttempt(String policy, AsOf asOf) {
    Integer last =
        jdbc.sql("SELECT max(attempt) FROM retention_plan WHERE policy = ? AND as_of = ?")
            .params(policy, asOf.toString())
            .query((row, n) -> row.getInt(1))
            .single();
    return Objects.requireNonNull(last);
  }

  /** The plans of that policy that were refused, or kept something, the newest first. */
  public List<PlanRecord> waiting(String policy) {
    return jdbc.sql(
            "SELECT * FROM retention_plan WHERE policy = :policy AND (NOT frozen OR waiting <> '')"
                + " AND planned_at > :since ORDER BY execution_id DESC")
        .param("policy", policy)
        .param("since", now().minus(SavedPlans.KEPT))
        .query((row, n) -> record(row))
        .list();
  }

  /** Whether a later run of the same policy has a frozen plan of a later as-of. */
  public boolean supersededByLaterAsOf(PlanRecord plan) {
    return jdbc
        .sql(
            "SELECT as_of FROM retention_plan WHERE policy = :policy AND frozen"
                + " AND execution_id > :execution")
        .param("policy", plan.run().policy())
        .param("execution", plan.executionId())
        .query(String.class)
        .list()
        .stream()
        .anyMatch(later -> AsOf.parse(later).moment().isAfter(plan.run().asOf().moment()));
  }

  /** When the plan of an execution was made and frozen. */
  public record Frozen(long executionId, Instant plannedAt) {}

  /**
   * The frozen plan of the highest execution number; empty if there is none. A run that was refused
   * or never planned says nothing about the time.
   */
  public Optional<Frozen> lastFrozen() {
    return jdbc.sql(
            "SELECT execution_id, planned_at FROM retention_plan WHERE frozen"
                + " ORDER BY execution_id DESC LIMIT 1")
        .query(
            (row, n) ->
                new Frozen(
                    row.getLong("execution_id"),
                    row.getObject("planned_at", OffsetDateTime.class).toInstant()))
        .optional();
  }

  /** When a run of the policy last dropped something; empty if none has. */
  public Optional<Instant> lastDrop(String policy) {
    return jdbc.sql(
            "SELECT MAX(updated_at) AS dropped_at FROM retention_ledger WHERE state = 'DROPPED'"
                + " AND plan_id = (SELECT MAX(p.id) FROM retention_plan p WHERE p.policy = :policy"
                + " AND EXISTS (SELECT 1 FROM retention_ledger l WHERE l.plan_id = p.id"
                + " AND l.state = 'DROPPED'))")
        .param("policy", policy)
        .query((row, n) -> Optional.ofNullable(row.getObject("dropped_at", OffsetDateTime.class)))
        .single()
        .map(OffsetDateTime::toInstant);
  }

  /**
   * The run that used an acceptance of this digest before, other than {@code run} itself. An
   * earlier attempt of the same run used none if it sent no drop and released nothing.
   */
  public Optional<RunKey> acceptedElsewhere(String digest, RunKey run) {
    return jdbc
        .sql(
            "SELECT * FROM retention_plan p WHERE digest = ? AND accepted_by IS NOT NULL AND NOT"
                + " (policy = ? AND as_of = ? AND NOT EXISTS (SELECT 1 FROM retention_ledger l"
                + " WHERE l.plan_id = p.id AND (l.attempts > 0 OR l.state = 'RELEASED'"
                + " OR l.released_at >= p.accepted_at)))")
        .params(digest, run.policy(), run.asOf().toString())
        .query((row, n) -> record(row).run())
        .list()
        .stream()
        .filter(other -> !other.equals(run))
        .findFirst();
  }

  /**
   * A run's plan and what is to be known of it later.
   *
   * @param server host and port of the cluster, by which its drops are found again
   * @param guards the names of the guards that refused, empty if none did
   * @param refusedBy their sentences, empty if none refused
   * @param unreadable the collections that could not be read, empty if none
   * @param waiting a sentence about what is kept until a person accepts it, empty if nothing is
   * @param rules the policy in its own words, without secrets
   */
  public record Entry(
      RunKey run,
      Plan plan,
      String server,
      List<String> guards,
      String refusedBy,
      String unreadable,
      String waiting,
      String rules) {}

  /**
   * Remembers a plan that was refused; nothing of it will be dropped. Throws {@link LeaseLost}
   * unless the lease is ours and alive.
   *
   * @param beside writes what belongs to it, in the same transaction
   */
  public void refuse(Entry entry, ExecutionLease by, Runnable beside) {
    transaction.executeWithoutResult(
        status -> {
          hold(by.lease());
          replace(entry, by.executionId(), false, null);
          beside.run();
        });
  }

  /**
   * Freezes a plan: from now on it is the upper bound of what the run may drop. What it saw is
   * remembered for the next. Throws {@link LeaseLost} unless the lease is ours and alive.
   *
   * @param acceptance takes what waited for it too; null if there was nothing to accept
   * @param beside writes what belongs to it, in the same transaction
   */
  public void freeze(
      Entry entry,
      Seen seen,
      Map<Decision, Long> rowCounts,
      @Nullable Acceptance acceptance,
      ExecutionLease by,
      Runnable beside) {
    transaction.executeWithoutResult(
        status -> {
          hold(by.lease());
          replace(entry, by.executionId(), true, acceptance);
          insertRows(entry, entry.plan().due(acceptance != null), rowCounts, by.executionId());
          sightings.write(entry.run().policy(), seen);
          beside.run();
        });
  }

  /** Keeps others from taking the lease until the transaction ends; throws {@link LeaseLost}. */
  public void hold(Lease lease) {
    hold(jdbc, lease);
  }

  public static void hold(JdbcClient jdbc, Lease lease) {
    Optional<Long> held =
        jdbc.sql(
                "SELECT fence FROM retention_lease WHERE policy = :policy AND fence = :fence"
                    + " AND expires_at > CURRENT_TIMESTAMP FOR UPDATE")
            .param("policy", lease.policy())
            .param("fence", lease.fence())
            .query(Long.class)
            .optional();
    if (held.isEmpty()) {
      throw new LeaseLost(lease);
    }
  }

  private void replace(
      Entry entry, long executionId, boolean frozen, @Nullable Acceptance acceptance) {
    ContentCheck check = entry.plan().policy().caution().contentCheck();
    EarlierPlans.keep(jdbc, entry.run(), executionId);
    // A frozen plan has ledger rows that refer to it: the database itself refuses to lose it here.
    jdbc.sql("DELETE FROM retention_plan" + WHERE_RUN).params(key(entry.run())).update();
    jdbc.sql(
            "INSERT INTO retention_plan (policy, as_of, attempt, execution_id, digest, frozen,"
                + " refused_by, unreadable, waiting, planned_at, accepted_by, accepted_why,"
                + " accepted_at, rules, content_check, verdicts, guards, due_count, oldest_expiry)"
                + " VALUES (:policy, :asOf, :attempt, :execution, :digest, :frozen, :refused,"
                + " :unreadable, :waiting, :now, :by, :why, :at, :rules, :contentCheck, :verdicts,"
                + " :guards, :due, :oldest)")
        .params(key(entry.run()))
        .param("execution", executionId)
        .param("digest", entry.plan().digest())
        .param("frozen", frozen)
        .param("refused", cut(entry.refusedBy()))
        .param("unreadable", cut(entry.unreadable()))
        .param("waiting", cut(entry.waiting()))
        .param("now", now())
        .param("by", acceptance == null ? null : acceptance.by())
        .param("why", acceptance == null ? null : acceptance.why())
        .param("at", acceptance == null ? null : now())
        .param("rules", entry.rules())
        .param("contentCheck", check == null ? null : check.toString())
        .params(PlanFindings.of(entry))
        .update();
  }

  private void insertRows(
      Entry entry, List<Decision> due, Map<Decision, Long> rowCounts, long executionId) {
    Long planId =
        jdbc.sql("SELECT id FROM retention_plan" + WHERE_RUN)
            .params(key(entry.run()))
            .query(Long.class)
            .single();
    Plan plan = entry.plan();
    for (int from = 0; from < due.size(); from += BATCH) {
      int to = Math.min(due.size(), from + BATCH);
      batches.batchUpdate(
          "INSERT INTO retention_ledger (plan_id, ordinal, cluster_name, database_name,"
              + " collection_name, collection_id, partition_name, period_start, period_end,"
              + " row_count, action, released_at, state, released, attempts, execution_id,"
              + " updated_at, server, waited, reason, expires_at) VALUES (:plan, :ordinal,"
              + " :cluster, :database, :collection, :id, :partition, :start, :end, :rows, :action,"
              + " :releasedAt, :state, :released, 0, :execution, :now, :server, :waited, :reason,"
              + " :expires)",
          IntStream.range(from, to)
              .mapToObj(
                  i ->
                      row(plan, due.get(i))
                          .addValue("server", entry.server())
                          .addValue("plan", planId)
                          .addValue("ordinal", i)
                          .addValue("rows", rowCounts.get(due.get(i)))
                          .addValue("execution", executionId))
              .toArray(MapSqlParameterSource[]::new));
    }
  }

  private MapSqlParameterSource row(Plan plan, Decision decision) {
    Instant released = plan.releasedSince(decision);
    Period period = Objects.requireNonNull(decision.period());
    return new MapSqlParameterSource()
        .addValue("cluster", decision.address().cluster())
        .addValue("database", decision.address().database())
        .addValue("collection", decision.address().collection())
        .addValue("id", decision.collectionId())
        .addValue("partition", decision.address().partition())
        .addValue("start", iso(period.start()))
        .addValue("end", iso(period.end()))
        .addValue("action", plan.actionOnceAccepted(decision).name())
        .addValue("released", released != null)
        .addValue("releasedAt", released == null ? null : Releases.utc(released))
        .addValue("state", State.PLANNED.name())
        .addValue("waited", waited(decision))
        .addValue("reason", cut(decision.reason()))
        .addValue("expires", iso(Objects.requireNonNull(decision.expires())))
        .addValue("now", now());
  }

  private static @Nullable String waited(Decision decision) {
    return decision.verdict().waits() ? cut(decision.verdict() + ", " + decision.reason()) : null;
  }

  public static final String WHERE_RUN =
      " WHERE policy = :policy AND as_of = :asOf AND attempt = :attempt";

  public static Map<String, ?> key(RunKey run) {
    return Map.of("policy", run.policy(), "asOf", run.asOf().toString(), "attempt", run.attempt());
  }

  /** The form that rows and JSON share: ISO local date and time with its offset. */
  public static String iso(ZonedDateTime moment) {
    return moment.toOffsetDateTime().toString();
  }

  public static String cut(String text) {
    if (text.length() <= TEXT) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(TEXT - 2)) ? TEXT - 2 : TEXT - 1;
    return text.substring(0, end) + "…";
  }

  private OffsetDateTime now() {
    return clock.instant().atOffset(ZoneOffset.UTC);
  }

  public static PlanRecord record(ResultSet row) throws SQLException {
    return new PlanRecord(
        new RunKey(
            row.getString("policy"), AsOf.parse(row.getString("as_of")), row.getInt("attempt")),
        row.getLong("execution_id"),
        row.getString("digest"),
        row.getBoolean("frozen"),
        row.getString("refused_by"),
        row.getString("unreadable"),
        row.getString("waiting"),
        row.getString("accepted_by"),
        row.getString("content_check"));
  }
}
