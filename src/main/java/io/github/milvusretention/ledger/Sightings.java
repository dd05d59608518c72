package io.github.milvusretention.ledger;

import io.github.milvusretention.database.ShortTransaction;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/**
 * What each policy's last frozen plan saw of the cluster. Kept by policy, not shared between those
 * that select the same collection: a policy's lease then guards its rows, and no two runs write the
 * same one.
 */
public class Sightings {
  private final JdbcClient jdbc;
  private final NamedParameterJdbcOperations batches;
  private final ShortTransaction transaction;
  private final Clock clock;

  public Sightings(
      JdbcClient jdbc,
      NamedParameterJdbcOperations batches,
      ShortTransaction transaction,
      Clock clock) {
    this.jdbc = jdbc;
    this.batches = batches;
    this.transaction = transaction;
    this.clock = clock;
  }

  private record Place(String database, String collection) {}

  /** What should still exist; empty before the policy's first plan. */
  public List<Sighting> of(String policy, String cluster) {
    List<Sighting> sightings =
        transaction.execute(
            status -> {
              Map<Place, Set<String>> departed = departed(policy, cluster);
              return jdbc.sql(
                      "SELECT * FROM retention_sighting WHERE policy = :policy AND cluster_name ="
                          + " :cluster ORDER BY database_name, collection_name")
                  .param("policy", policy)
                  .param("cluster", cluster)
                  .query(
                      (row, n) -> {
                        Place place =
                            new Place(
                                row.getString("database_name"), row.getString("collection_name"));
                        Set<String> names = new HashSet<>(read(row.getString("partition_names")));
                        names.removeAll(departed.getOrDefault(place, Set.of()));
                        return new Sighting(
                            cluster,
                            place.database,
                            place.collection,
                            row.getString("collection_id"),
                            names);
                      })
                  .list();
            });
    return Objects.requireNonNull(sightings);
  }

  /** What runs of any policy have dropped or found missing since it was seen. */
  private Map<Place, Set<String>> departed(String policy, String cluster) {
    Map<Place, Set<String>> departed = new HashMap<>();
    jdbc.sql(
            "SELECT l.database_name, l.collection_name, l.partition_name FROM retention_ledger l"
                + " JOIN retention_sighting s ON s.cluster_name = l.cluster_name"
                + " AND s.database_name = l.database_name"
                + " AND s.collection_name = l.collection_name"
                + " AND s.collection_id = l.collection_id"
                + " WHERE s.policy = :policy AND s.cluster_name = :cluster"
                + " AND l.state IN ('DROPPED', 'ABSENT') AND l.updated_at >= s.seen_at")
        .param("policy", policy)
        .param("cluster", cluster)
        .query(
            row -> {
              departed
                  .computeIfAbsent(
                      new Place(row.getString("database_name"), row.getString("collection_name")),
                      place -> new HashSet<>())
                  .add(row.getString("partition_name"));
            });
    return departed;
  }

  /** Within the transaction of the caller, which holds the policy's lease. */
  void write(String policy, Seen seen) {
    delete(policy, seen.gone());
    delete(policy, seen.there());
    OffsetDateTime now = clock.instant().atOffset(ZoneOffset.UTC);
    batch(
        "INSERT INTO retention_sighting (policy, cluster_name, database_name, collection_name,"
            + " collection_id, partition_names, seen_at) VALUES (:policy, :cluster, :database,"
            + " :collection, :id, :partitions, :now)",
        seen.there().stream()
            .map(
                sighting ->
                    key(policy, sighting)
                        .addValue("id", sighting.collectionId())
                        .addValue("partitions", write(sighting.partitions()))
                        .addValue("now", now))
            .toList());
  }

  private void delete(String policy, List<Sighting> sightings) {
    batch(
        "DELETE FROM retention_sighting WHERE policy = :policy AND cluster_name = :cluster"
            + " AND database_name = :database AND collection_name = :collection",
        sightings.stream().map(sighting -> key(policy, sighting)).toList());
  }

  private void batch(String sql, List<MapSqlParameterSource> rows) {
    if (!rows.isEmpty()) {
      batches.batchUpdate(sql, rows.toArray(MapSqlParameterSource[]::new));
    }
  }

  private static MapSqlParameterSource key(String policy, Sighting sighting) {
    return new MapSqlParameterSource()
        .addValue("policy", policy)
        .addValue("cluster", sighting.cluster())
        .addValue("database", sighting.database())
        .addValue("collection", sighting.collection());
  }

  /** JSON, so that no name, whatever characters it has, can be taken for two. */
  private static String write(Collection<String> names) {
    return JsonMapper.shared().writeValueAsString(names.stream().sorted().toList());
  }

  private static List<String> read(String names) {
    return List.of(JsonMapper.shared().readValue(names, String[].class));
  }
}
