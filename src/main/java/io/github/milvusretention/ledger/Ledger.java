package io.github.milvusretention.ledger;

import static java.util.stream.Collectors.toMap;

import io.github.milvusretention.database.DurableWrites;
import io.github.milvusretention.database.ShortTransaction;
import io.github.milvusretention.lease.LeaseLost;
import io.github.milvusretention.lease.Leases;
import io.github.milvusretention.lease.MachineClocks;
import io.github.milvusretention.ledger.plans.Plans;
import io.github.milvusretention.policy.Address;
import io.github.milvusretention.run.RunFailure;
import io.github.milvusretention.run.RunKey;
import java.sql.Types;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The result of each planned partition. Every write names the lease it is made under and changes
 * nothing once the lease is another's, so that a process that slept cannot overwrite the work of
 * the one that took over.
 */
public class Ledger {
  private static final String HELD =
      " AND EXISTS (SELECT 1 FROM retention_lease"
          + " WHERE policy = :policy AND fence = :fence AND expires_at > CURRENT_TIMESTAMP"
          + " AND NOT stop_requested)";
  private static final String NOT_ANOTHERS =
      " AND EXISTS (SELECT 1 FROM retention_lease WHERE policy = :policy AND fence = :fence)";

  private final JdbcClient jdbc;
  private final NamedParameterJdbcOperations batches;
  private final ShortTransaction transaction;
  private final SentCalls sentCalls;
  private final Leases leases;
  private final DurableWrites durable;
  private final Releases releases;
  private final EarlierResults earlier;
  private final Clock clock;

  public Ledger(
      NamedParameterJdbcOperations jdbc,
      ShortTransaction transaction,
      SentCalls sentCalls,
      Leases leases,
      DurableWrites durable,
      Clock clock) {
    this.jdbc = JdbcClient.create(jdbc);
    this.batches = jdbc;
    this.transaction = transaction;
    this.sentCalls = sentCalls;
    this.leases = leases;
    this.durable = durable;
    this.releases = new Releases(this.jdbc, transaction, clock);
    this.earlier = new EarlierResults(jdbc);
    this.clock = clock;
  }

  /** All rows of a run, oldest period first. */
  public List<LedgerRow> rows(RunKey run) {
    List<LedgerRow> rows =
        transaction.execute(
            status ->
                jdbc.sql(
                        "SELECT * FROM retention_ledger WHERE plan_id = (SELECT id FROM"
                            + " retention_plan"
                            + Plans.WHERE_RUN
                            + ") ORDER BY ordinal")
                    .params(Plans.key(run))
                    .query((row, n) -> StoredRow.read(row))
                    .list());
    return Objects.requireNonNull(rows);
  }

  /**
   * Rows of this policy's other runs of which nobody knows whether their drop took effect. Throws
   * {@link RunFailure} if there is one that this version cannot read, which may be such a row.
   */
  public List<LedgerRow> undecided(RunKey except) {
    List<LedgerRow> rows =
        transaction.execute(
            status ->
                jdbc.sql(
                        "SELECT l.* FROM retention_ledger l JOIN retention_plan p ON p.id ="
                            + " l.plan_id WHERE (l.state = 'DROP_SENT' OR l.state NOT IN (:states)"
                            + " OR l.action NOT IN (:actions)) AND p.policy = :policy AND"
                            + " NOT (p.as_of = :asOf AND p.attempt = :attempt) ORDER BY l.id")
                    .params(Plans.key(except))
                    .param("states", StoredRow.states())
                    .param("actions", StoredRow.actions())
                    .query((row, n) -> StoredRow.read(row))
                    .list());
    return Objects.requireNonNull(rows);
  }

  /**
   * The policies of runs that may have sent a release or a drop of it, and do not know its result.
   */
  public List<String> policiesChanging(Address address) {
    List<String> policies =
        transaction.execute(
            status ->
                jdbc.sql(
                        "SELECT DISTINCT p.policy FROM retention_ledger l JOIN retention_plan p ON"
                            + " p.id = l.plan_id WHERE (l.state = 'DROP_SENT' OR l.state = 'PLANNED'"
                            + " AND l.released AND l.released_at IS NULL) AND cluster_name ="
                            + " :cluster AND database_name = :database AND collection_name ="
                            + " :collection AND partition_name = :partition")
                    .param("cluster", address.cluster())
                    .param("database", address.database())
                    .param("collection", address.collection())
                    .param("partition", address.partition())
                    .query(String.class)
                    .list());
    return Objects.requireNonNull(policies);
  }

  /**
   * The partitions of this row's collection that rows after this one say were dropped, with the
   * number of the last such row.
   */
  public Map<String, Long> droppedAfter(LedgerRow row) {
    Map<String, Long> dropped = new HashMap<>();
    transaction.executeWithoutResult(
        status ->
            jdbc.sql(
                    "SELECT partition_name, MAX(id) FROM retention_ledger WHERE id > :id AND state"
                        + " = 'DROPPED' AND cluster_name = :cluster AND database_name = :database"
                        + " AND collection_name = :collection AND collection_id = :collectionId"
                        + " GROUP BY partition_name")
                .param("id", row.id())
                .param("cluster", row.address().cluster())
                .param("database", row.address().database())
                .param("collection", row.address().collection())
                .param("collectionId", row.collectionId())
                .query(
                    (RowCallbackHandler)
                        found -> dropped.put(found.getString(1), found.getLong(2))));
    return dropped;
  }

  /** The same ledger for one execution, under its lease; for one thread. */
  public LeasedLedger leased(ExecutionLease by) {
    return new LeasedLedger(this, leases, by, MachineClocks.REAL, clock);
  }

  /**
   * Writes the intent to drop; it is on the disk when this returns, and so is every earlier write.
   * Throws {@link LeaseLost} unless the lease is ours and alive, and {@link RunFailure} if the run
   * was asked to stop.
   *
   * @param calls sent for the row since it was last written, here and below
   */
  public void writeIntent(LedgerRow row, List<SentCall> calls, ExecutionLease by) {
    update(
        "state = 'DROP_SENT', attempts = attempts + 1, error = NULL, result_execution_id ="
            + " :execution",
        HELD,
        List.of(write(row, State.DROP_SENT, null, calls)),
        by);
    durable.force();
  }

  /** Returns once everything written so far is on the disk. */
  public void force() {
    durable.force();
  }

  /**
   * Takes an intent back for which nothing was sent.
   *
   * @param state what the row says again; its last error with it
   */
  public void withdrawIntent(LedgerRow row, State state, List<SentCall> calls, ExecutionLease by) {
    Write write = write(row, state, row.error(), calls);
    // The result that it says again is that of the execution that had it.
    boolean unchanged = state == row.state();
    write
        .values()
        .addValue(
            "resultOf",
            unchanged ? row.progress().resultOf() : (Long) by.executionId(),
            Types.BIGINT);
    update(
        "state = :state, attempts = attempts - 1, error = :error, result_execution_id = :resultOf",
        NOT_ANOTHERS,
        List.of(write),
        by);
  }

  /**
   * Notes whether partitions are released and still exist.
   *
   * @param calls sent for each since it was last written, here and below
   */
  public void writeReleased(
      List<LedgerRow> rows,
      boolean released,
      Function<LedgerRow, List<SentCall>> calls,
      ExecutionLease by) {
    update(
        "released = " + (released ? "TRUE" : "FALSE"),
        NOT_ANOTHERS,
        rows.stream().map(row -> write(row, row.state(), null, calls.apply(row))).toList(),
        by);
  }

  /** Writes the results of attempts, all or none. */
  public void writeResults(
      List<RowResult> results, Function<LedgerRow, List<SentCall>> calls, ExecutionLease by) {
    update(
        "state = :state, error = :error, result_execution_id = :execution, released = CASE WHEN"
            + " :state = 'RELEASED' THEN TRUE ELSE released END, released_at ="
            + " COALESCE(CAST(:releasedAt AS TIMESTAMP WITH TIME ZONE), released_at)",
        NOT_ANOTHERS,
        results.stream().map(result -> write(result, calls.apply(result.row()))).toList(),
        by,
        () -> results.forEach(result -> releases.note(result, by.lease().policy())));
  }

  /** Says of a row what is now known of it. Its state stays, and so does the time of that. */
  public void explain(LedgerRow row, String why, ExecutionLease by) {
    Write write = write(row, row.state(), why, List.of());
    write.values().addValue("now", Releases.utc(row.progress().updated()));
    update("error = :error, result_execution_id = :execution", NOT_ANOTHERS, List.of(write), by);
  }

  private static Write write(RowResult result, List<SentCall> calls) {
    Write write = write(result.row(), result.state(), result.why(), calls);
    RowResult.Release release = result.release();
    write
        .values()
        .addValue("releasedAt", release == null ? null : Releases.utc(release.confirmed()));
    return write;
  }

  private record Write(LedgerRow row, MapSqlParameterSource values, List<SentCall> calls) {
    long rowId() {
      return row.id();
    }
  }

  private static Write write(
      LedgerRow row, State state, @Nullable String error, List<SentCall> calls) {
    MapSqlParameterSource values =
        new MapSqlParameterSource("id", row.id())
            .addValue("state", state.name())
            .addValue("error", error == null ? null : Plans.cut(error));
    return new Write(row, values, calls);
  }

  private MapSqlParameterSource values(Write write, ExecutionLease by) {
    MapSqlParameterSource values = write.values();
    if (!values.hasValue("now")) {
      values.addValue("now", Releases.utc(clock.instant()));
    }
    return values
        .addValue("execution", by.executionId())
        .addValue("policy", by.lease().policy())
        .addValue("fence", by.lease().fence());
  }

  private void update(String change, String condition, List<Write> writes, ExecutionLease by) {
    update(change, condition, writes, by, () -> {});
  }

  /**
   * @param also done in the same transaction, unless nothing may be written
   */
  private void update(
      String change, String condition, List<Write> writes, ExecutionLease by, Runnable also) {
    if (writes.isEmpty()) {
      return;
    }
    MapSqlParameterSource[] values =
        writes.stream().map(write -> values(write, by)).toArray(MapSqlParameterSource[]::new);
    Boolean written =
        transaction.execute(
            status -> {
              earlier.keep(writes.stream().map(Write::row).toList(), by.executionId());
              int[] changed =
                  batches.batchUpdate(
                      "UPDATE retention_ledger SET "
                          + change
                          + ", execution_id = :execution, updated_at = :now WHERE id = :id"
                          + condition,
                      values);
              if (IntStream.of(changed).anyMatch(rows -> rows != 1)) {
                status.setRollbackOnly();
                return false;
              }
              sentCalls.add(
                  by.executionId(), writes.stream().collect(toMap(Write::rowId, Write::calls)));
              also.run();
              return true;
            });
    if (Boolean.FALSE.equals(written)) {
      throw condition.equals(HELD) && leases.stopRequested(by.lease())
          ? RunFailure.stopped()
          : new LeaseLost(by.lease());
    }
  }
}
