package io.github.milvusretention.ledger;

import io.github.milvusretention.database.ShortTransaction;
import io.github.milvusretention.period.Period;
import io.github.milvusretention.policy.Address;
import io.github.milvusretention.policy.Decision;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What runs of any policy have dropped, for certain, of what is listed again. */
public class PastDrops {
  /** Partitions that are asked for together. */
  private static final int AT_ONCE = 500;

  private final JdbcClient jdbc;
  private final ShortTransaction transaction;

  public PastDrops(JdbcClient jdbc, ShortTransaction transaction) {
    this.jdbc = jdbc;
    this.transaction = transaction;
  }

  /**
   * A drop that the server's list confirmed.
   *
   * @param executionId of the run; its own record may be purged
   */
  public record Dropped(Instant at, long executionId) {}

  /**
   * The latest drop of each partition with that name, of the same collection or of one with the
   * same name, as a restored collection has another id, for a period in common: "january" of
   * another year is another partition.
   *
   * @param server host and port of their cluster
   * @param partitions all with a period
   */
  public Map<Address, Dropped> of(String server, List<Decision> partitions) {
    Map<Address, Dropped> dropped = new HashMap<>();
    for (int from = 0; from < partitions.size(); from += AT_ONCE) {
      List<Decision> some = partitions.subList(from, Math.min(partitions.size(), from + AT_ONCE));
      Map<String, List<Row>> rows = rows(server, some);
      for (Decision decision : some) {
        for (Row row : rows.getOrDefault(decision.address().partition(), List.of())) {
          if (row.isOf(decision) && row.overlaps(Objects.requireNonNull(decision.period()))) {
            dropped.put(decision.address(), row.dropped);
          }
        }
      }
    }
    return dropped;
  }

  private record Row(
      String collectionId,
      String database,
      String collection,
      String partition,
      Instant start,
      Instant end,
      Dropped dropped) {
    boolean isOf(Decision decision) {
      return collectionId.equals(decision.collectionId())
          || database.equals(decision.address().database())
              && collection.equals(decision.address().collection());
    }

    boolean overlaps(Period period) {
      return start.isBefore(period.end().toInstant()) && end.isAfter(period.start().toInstant());
    }
  }

  /** By name, the latest last. */
  private Map<String, List<Row>> rows(String server, List<Decision> partitions) {
    List<Row> rows =
        transaction.execute(
            status ->
                jdbc.sql(
                        "SELECT collection_id, database_name, collection_name, partition_name,"
                            + " period_start, period_end, updated_at, execution_id"
                            + " FROM retention_ledger WHERE state = 'DROPPED'"
                            + " AND (collection_id IN (:ids) OR collection_name IN (:collections))"
                            + " AND partition_name IN (:names) AND (server = :server"
                            + " OR server IS NULL AND cluster_name = :cluster) ORDER BY id")
                    .param("ids", distinct(partitions, Decision::collectionId))
                    .param("collections", distinct(partitions, of -> of.address().collection()))
                    .param("names", distinct(partitions, of -> of.address().partition()))
                    .param("server", server)
                    .param("cluster", partitions.get(0).address().cluster())
                    .query((row, n) -> row(row))
                    .list());
    return Objects.requireNonNull(rows).stream().collect(Collectors.groupingBy(Row::partition));
  }

  private static Row row(ResultSet row) throws SQLException {
    return new Row(
        row.getString("collection_id"),
        row.getString("database_name"),
        row.getString("collection_name"),
        row.getString("partition_name"),
        OffsetDateTime.parse(row.getString("period_start")).toInstant(),
        OffsetDateTime.parse(row.getString("period_end")).toInstant(),
        new Dropped(
            row.getObject("updated_at", OffsetDateTime.class).toInstant(),
            row.getLong("execution_id")));
  }

  private static List<String> distinct(
      List<Decision> partitions, Function<Decision, String> value) {
    return partitions.stream().map(value).distinct().toList();
  }
}
