package io.github.milvusretention.ledger;

import io.github.milvusretention.database.ShortTransaction;
import io.github.milvusretention.lease.Lease;
import io.github.milvusretention.lease.LeaseLost;
import io.github.milvusretention.ledger.plans.Plans;
import io.github.milvusretention.ledger.seen.Seen;
import io.github.milvusretention.policy.Address;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The partitions that were released and wait to be dropped. They are known by the server's address
 * and the collection's id, not by the names that clusters and policies have in the rules: whoever
 * is renamed goes on where the other was, and a re-created collection starts over.
 *
 * <p>What is remembered here never drops anything by itself: the server is asked for the load state
 * too, before each plan and each drop.
 */
public class Releases {
  private static final String WHERE_PARTITION =
      " WHERE server = :server AND database_name = :database AND collection_id = :collectionId"
          + " AND partition_name = :partition";

  /** With what the plan said that released it. */
  private static final String SELECT =
      "SELECT r.*, (SELECT l.waited FROM retention_ledger l WHERE l.id = r.ledger_id) AS waited,"
          + " (SELECT p.content_check FROM retention_plan p JOIN retention_ledger l ON l.plan_id ="
          + " p.id WHERE l.id = r.ledger_id) AS content_check FROM retention_release r";

  private final JdbcClient jdbc;
  private final ShortTransaction transaction;
  private final Clock clock;

  public Releases(JdbcClient jdbc, ShortTransaction transaction, Clock clock) {
    this.jdbc = jdbc;
    this.transaction = transaction;
    this.clock = clock;
  }

  /**
   * All on one server.
   *
   * @param server as {@link io.github.milvusretention.milvus.Cluster#server} writes its address
   * @param cluster its name in the rules, for the addresses
   */
  public List<Released> on(String server, String cluster) {
    return read(
        () ->
            jdbc.sql(SELECT + " WHERE server = :server")
                .param("server", server)
                .query((row, n) -> released(row, cluster))
                .list());
  }

  /** Empty if it was not released, or is known to be gone. */
  public Optional<Released> find(String server, LedgerRow row) {
    return read(
        () ->
            jdbc.sql(SELECT + WHERE_PARTITION)
                .params(key(server, row.address(), row.collectionId()))
                .query((found, n) -> released(found, row.address().cluster()))
                .optional());
  }

  /** Where a partition of that name is released and waits, as far as the runs know. */
  public List<Seen.Place> placesOf(String partition) {
    return read(
        () ->
            jdbc.sql(
                    "SELECT l.cluster_name, r.database_name, r.collection_name FROM"
                        + " retention_release r JOIN retention_ledger l ON l.id = r.ledger_id"
                        + " WHERE r.partition_name = :partition AND r.loaded_at IS NULL")
                .param("partition", partition)
                .query(
                    (row, n) ->
                        new Seen.Place(row.getString(1), row.getString(2), row.getString(3)))
                .list());
  }

  /** How many are released and wait, by the policy that released them; none of it is absent. */
  public Map<String, Integer> waiting() {
    record Count(String policy, int partitions) {}
    Map<String, Integer> waiting = new TreeMap<>();
    read(() ->
            jdbc.sql(
                    "SELECT policy, COUNT(*) AS n FROM retention_release WHERE loaded_at IS NULL"
                        + " GROUP BY policy")
                .query((row, n) -> new Count(row.getString("policy"), row.getInt("n")))
                .list())
        .forEach(count -> waiting.put(count.policy(), count.partitions()));
    return waiting;
  }

  /**
   * Notes what a plan saw of them, so that no release counts that was interrupted. Throws {@link
   * LeaseLost} unless the lease is ours and alive.
   *
   * @param loaded those that are loaded again
   * @param gone those that the server no longer has
   */
  public void note(String server, List<Released> loaded, List<Released> gone, Lease lease) {
    if (loaded.isEmpty() && gone.isEmpty()) {
      return;
    }
    transaction.executeWithoutResult(
        status -> {
          Plans.hold(jdbc, lease);
          for (Released again : loaded) {
            jdbc.sql(
                    "UPDATE retention_release SET loaded_at = :now"
                        + WHERE_PARTITION
                        + " AND loaded_at IS NULL")
                .params(key(server, again.address(), again.collectionId()))
                .param("now", utc(clock.instant()))
                .update();
          }
          gone.forEach(lost -> forget(server, lost.address(), lost.collectionId()));
        });
  }

  /**
   * A person loads it again: no run may count it as released any more. Needs no lease, since it
   * only ever keeps.
   */
  public void restored(String server, Address address) {
    transaction.executeWithoutResult(
        status ->
            jdbc.sql(
                    "UPDATE retention_release SET loaded_at = :now WHERE server = :server AND"
                        + " database_name = :database AND collection_name = :collection AND"
                        + " partition_name = :partition AND loaded_at IS NULL")
                .params(key(server, address, ""))
                .param("collection", address.collection())
                .param("now", utc(clock.instant()))
                .update());
  }

  /** Within the transaction that writes the result. */
  void note(RowResult result, String policy) {
    if (result.release() != null) {
      begin(result.row(), result.release(), policy);
    } else if (result.row().releasedAt() != null && result.state().gone()) {
      end(result.row());
    }
  }

  private void begin(LedgerRow row, RowResult.Release release, String policy) {
    forget(release.server(), row.address(), row.collectionId());
    jdbc.sql(
            "INSERT INTO retention_release (server, database_name, collection_name, collection_id,"
                + " partition_name, policy, ledger_id, confirmed_at) VALUES (:server, :database,"
                + " :collection, :collectionId, :partition, :policy, :ledger, :at)")
        .params(key(release.server(), row.address(), row.collectionId()))
        .param("collection", row.address().collection())
        .param("policy", policy)
        .param("ledger", row.id())
        .param("at", utc(release.confirmed()))
        .update();
  }

  /**
   * On whichever server: a row has the cluster's name only, and collections' ids are not reused.
   */
  private void end(LedgerRow row) {
    jdbc.sql(
            "DELETE FROM retention_release WHERE database_name = :database AND collection_id ="
                + " :collectionId AND partition_name = :partition")
        .params(key("", row.address(), row.collectionId()))
        .update();
  }

  private void forget(String server, Address address, String collectionId) {
    jdbc.sql("DELETE FROM retention_release" + WHERE_PARTITION)
        .params(key(server, address, collectionId))
        .update();
  }

  private static Map<String, ?> key(String server, Address address, String collectionId) {
    return Map.of(
        "server",
        server,
        "database",
        address.database(),
        "collectionId",
        collectionId,
        "partition",
        address.partition());
  }

  private <T> T read(Supplier<T> question) {
    return Objects.requireNonNull(transaction.execute(status -> question.get()));
  }

  private static Released released(ResultSet row, String cluster) throws SQLException {
    return new Released(
        new Address(
            cluster,
            row.getString("database_name"),
            row.getString("collection_name"),
            row.getString("partition_name")),
        row.getString("collection_id"),
        row.getObject("confirmed_at", OffsetDateTime.class).toInstant(),
        instant(row.getObject("loaded_at", OffsetDateTime.class)),
        row.getString("waited"),
        row.getString("content_check"));
  }

  static @Nullable Instant instant(@Nullable OffsetDateTime time) {
    return time == null ? null : time.toInstant();
  }

  public static OffsetDateTime utc(Instant moment) {
    return moment.atOffset(ZoneOffset.UTC);
  }
}
