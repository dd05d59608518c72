package io.github.milvusretention.ledger.seen;

import io.github.milvusretention.database.ShortTransaction;
import io.github.milvusretention.ledger.evidence.Evidence;
import io.github.milvusretention.ledger.seen.Seen.Place;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
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
  private static final String WHERE_PLACE =
      " WHERE policy = :policy AND cluster_name = :cluster AND database_name = :database"
          + " AND collection_name = :collection";

  /** Characters of names that are written at once: enough for hundreds of usual collections. */
  private static final int BATCH_LENGTH = 1 << 20;

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

  /** What should still exist; empty before the policy's first plan. */
  public Remembered of(String policy, String cluster) {
    Remembered remembered =
        transaction.execute(
            status ->
                new Remembered(
                    places(policy, cluster),
                    departed(policy, cluster),
                    place -> find(policy, place)));
    return Objects.requireNonNull(remembered);
  }

  /**
   * Where the last frozen plan of each policy saw a partition of that name, and when. The name is
   * exact.
   */
  public List<LastSeen> seen(String partition) {
    return seen(new Evidence.Question(partition, null, null, null));
  }

  /** The same, where the question asks. */
  public List<LastSeen> seen(Evidence.Question question) {
    Map<String, @Nullable String> places = new LinkedHashMap<>();
    places.put("policy", question.policy());
    places.put("database_name", question.database());
    places.put("collection_name", question.collection());
    places.values().removeIf(Objects::isNull);
    return jdbc.sql(
            "SELECT * FROM retention_sighting WHERE POSITION(CAST(:name AS VARCHAR(600)) IN"
                + " partition_names) > 0"
                + places.keySet().stream()
                    .map(column -> " AND " + column + " = :" + column)
                    .collect(Collectors.joining())
                + " ORDER BY policy, database_name, collection_name")
        .param("name", JsonMapper.shared().writeValueAsString(question.partition()))
        .params(places)
        .query(
            (row, n) ->
                new LastSeen(
                    row.getString("policy"),
                    place(row.getString("cluster_name"), row),
                    row.getString("collection_id"),
                    row.getObject("seen_at", OffsetDateTime.class).toInstant()))
        .list();
  }

  private Set<Place> places(String policy, String cluster) {
    return jdbc.sql(
            "SELECT database_name, collection_name FROM retention_sighting"
                + " WHERE policy = :policy AND cluster_name = :cluster")
        .param("policy", policy)
        .param("cluster", cluster)
        .query((row, n) -> place(cluster, row))
        .set();
  }

  private static Place place(String cluster, ResultSet row) throws SQLException {
    return new Place(cluster, row.getString("database_name"), row.getString("collection_name"));
  }

  private Optional<Sighting> find(String policy, Place place) {
    return jdbc.sql("SELECT * FROM retention_sighting" + WHERE_PLACE)
        .paramSource(key(policy, place))
        .query(
            (row, n) ->
                new Sighting(
                    place.cluster(),
                    place.database(),
                    place.collection(),
                    row.getString("collection_id"),
                    Set.of(read(row.getString("partition_names")))))
        .optional();
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
                  .computeIfAbsent(place(cluster, row), place -> new HashSet<>())
                  .add(row.getString("partition_name"));
            });
    return departed;
  }

  /** Within the transaction of the caller, which holds the policy's lease. */
  public void write(String policy, Seen seen) {
    delete(seen.gone().stream().map(place -> key(policy, place)).toList());
    List<MapSqlParameterSource> rows = new ArrayList<>();
    int length = 0;
    OffsetDateTime now = clock.instant().atOffset(ZoneOffset.UTC);
    for (Sighting sighting : seen.there()) {
      String names = write(sighting.partitions());
      length += names.length();
      rows.add(
          key(policy, sighting.place())
              .addValue("id", sighting.collectionId())
              .addValue("partitions", names)
              .addValue("now", now));
      if (length > BATCH_LENGTH) {
        replace(rows);
        rows.clear();
        length = 0;
      }
    }
    replace(rows);
  }

  private void replace(List<MapSqlParameterSource> rows) {
    delete(rows);
    batch(
        "INSERT INTO retention_sighting (policy, cluster_name, database_name, collection_name,"
            + " collection_id, partition_names, seen_at) VALUES (:policy, :cluster, :database,"
            + " :collection, :id, :partitions, :now)",
        rows);
  }

  private void delete(List<MapSqlParameterSource> keys) {
    batch("DELETE FROM retention_sighting" + WHERE_PLACE, keys);
  }

  private void batch(String sql, List<MapSqlParameterSource> rows) {
    if (!rows.isEmpty()) {
      batches.batchUpdate(sql, rows.toArray(MapSqlParameterSource[]::new));
    }
  }

  private static MapSqlParameterSource key(String policy, Place place) {
    return new MapSqlParameterSource()
        .addValue("policy", policy)
        .addValue("cluster", place.cluster())
        .addValue("database", place.database())
        .addValue("collection", place.collection());
  }

  /** JSON, so that no name, whatever characters it has, can be taken for two. */
  private static String write(Collection<String> names) {
    return JsonMapper.shared().writeValueAsString(names.stream().sorted().toList());
  }

  private static String[] read(String names) {
    return JsonMapper.shared().readValue(names, String[].class);
  }
}
