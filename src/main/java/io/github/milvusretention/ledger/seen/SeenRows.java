package io.github.milvusretention.ledger.seen;

import io.github.milvusretention.database.ShortTransaction;
import io.github.milvusretention.ledger.ExecutionLease;
import io.github.milvusretention.ledger.plans.Plans;
import io.github.milvusretention.policy.Decision;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcOperations;

/** How many rows partitions had when an earlier run saw them. */
public class SeenRows {
  /** Partitions that are asked for together. */
  private static final int AT_ONCE = 500;

  private static final Comparator<Partition> ORDER =
      Comparator.comparing(Partition::collectionId).thenComparing(Partition::partition);

  private final NamedParameterJdbcOperations jdbc;
  private final ShortTransaction transaction;
  private final Plans plans;

  public SeenRows(NamedParameterJdbcOperations jdbc, ShortTransaction transaction, Plans plans) {
    this.jdbc = jdbc;
    this.transaction = transaction;
    this.plans = plans;
  }

  /** One partition of one collection, which has another id when it is re-created. */
  public record Partition(
      String database, String collection, String collectionId, String partition) {
    public static Partition of(Decision decision) {
      return new Partition(
          decision.address().database(),
          decision.address().collection(),
          decision.collectionId(),
          decision.address().partition());
    }
  }

  /**
   * So many rows, and when they were counted.
   *
   * @param before the count of an earlier night, which decides as long as this night goes on; null
   *     if there is none
   */
  public record Seen(long rows, Instant at, @Nullable Seen before) {
    public Seen(long rows, Instant at) {
      this(rows, at, null);
    }
  }

  /**
   * What is known of these.
   *
   * @param server host and port of their cluster
   */
  public Map<Partition, Seen> of(String server, Collection<Partition> partitions) {
    List<Partition> all = List.copyOf(partitions);
    Map<Partition, Seen> seen = new HashMap<>();
    for (int from = 0; from < all.size(); from += AT_ONCE) {
      List<Partition> some = all.subList(from, Math.min(all.size(), from + AT_ONCE));
      read(
          " AND collection_id IN (:ids) AND partition_name IN (:names)",
          new MapSqlParameterSource("server", server)
              .addValue("ids", distinct(some, Partition::collectionId))
              .addValue("names", distinct(some, Partition::partition)),
          seen);
    }
    seen.keySet().retainAll(all.stream().collect(Collectors.toSet()));
    return seen;
  }

  /** Every partition of that cluster of which something is known. */
  public Map<Partition, Seen> all(String server) {
    Map<Partition, Seen> seen = new HashMap<>();
    read("", new MapSqlParameterSource("server", server), seen);
    return seen;
  }

  private void read(String condition, MapSqlParameterSource values, Map<Partition, Seen> into) {
    transaction.executeWithoutResult(
        status ->
            jdbc.query(
                "SELECT * FROM retention_row_count WHERE server = :server" + condition,
                values,
                row -> {
                  Instant earlier = instant(row, "earlier_at");
                  into.put(
                      new Partition(
                          row.getString("database_name"),
                          row.getString("collection_name"),
                          row.getString("collection_id"),
                          row.getString("partition_name")),
                      new Seen(
                          row.getLong("row_count"),
                          Objects.requireNonNull(instant(row, "seen_at")),
                          earlier == null
                              ? null
                              : new Seen(row.getLong("earlier_count"), earlier)));
                }));
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    OffsetDateTime moment = row.getObject(column, OffsetDateTime.class);
    return moment == null ? null : moment.toInstant();
  }

  /**
   * Replaces what was known of the first, and forgets the second. Throws {@link LeaseLost} unless
   * the lease is ours and alive.
   */
  public void write(
      String server, Map<Partition, Seen> rows, Collection<Partition> gone, ExecutionLease by) {
    if (rows.isEmpty() && gone.isEmpty()) {
      return;
    }
    transaction.executeWithoutResult(
        status -> {
          plans.hold(by.lease());
          batch(
              "DELETE FROM retention_row_count WHERE server = :server AND collection_id = :id"
                  + " AND partition_name = :partition",
              Stream.concat(gone.stream(), rows.keySet().stream())
                  // In one order, so that runs of two policies do not wait for each other's rows.
                  .sorted(ORDER)
                  .map(partition -> key(server, partition))
                  .toList());
          batch(
              "INSERT INTO retention_row_count (server, database_name, collection_name,"
                  + " collection_id, partition_name, row_count, seen_at, earlier_count, earlier_at)"
                  + " VALUES (:server, :database, :collection, :id, :partition, :rows, :at,"
                  + " :earlierRows, :earlierAt)",
              rows.entrySet().stream()
                  .map(of -> values(key(server, of.getKey()), of.getValue()))
                  .toList());
        });
  }

  private static MapSqlParameterSource values(MapSqlParameterSource key, Seen seen) {
    Seen before = seen.before();
    return key.addValue("rows", seen.rows())
        .addValue("at", seen.at().atOffset(ZoneOffset.UTC))
        .addValue("earlierRows", before == null ? null : before.rows())
        .addValue("earlierAt", before == null ? null : before.at().atOffset(ZoneOffset.UTC));
  }

  private void batch(String sql, List<MapSqlParameterSource> rows) {
    if (!rows.isEmpty()) {
      jdbc.batchUpdate(sql, rows.toArray(MapSqlParameterSource[]::new));
    }
  }

  private static MapSqlParameterSource key(String server, Partition partition) {
    return new MapSqlParameterSource()
        .addValue("server", server)
        .addValue("database", partition.database())
        .addValue("collection", partition.collection())
        .addValue("id", partition.collectionId())
        .addValue("partition", partition.partition());
  }

  private static List<String> distinct(
      List<Partition> partitions, Function<Partition, String> value) {
    return partitions.stream().map(value).distinct().toList();
  }
}
