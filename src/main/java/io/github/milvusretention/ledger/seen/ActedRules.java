package io.github.milvusretention.ledger.seen;

import io.github.milvusretention.database.ShortTransaction;
import io.github.milvusretention.guard.ActedBy;
import io.github.milvusretention.guard.ActedBy.Known;
import io.github.milvusretention.guard.ActedBy.Place;
import io.github.milvusretention.guard.ActedBy.Told;
import io.github.milvusretention.guard.RuleSet;
import io.github.milvusretention.guard.RuleText;
import io.github.milvusretention.period.RuleException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * By which rules each policy has acted: on which server, on which collections. A policy's lease
 * guards its rows.
 */
public class ActedRules {
  /** The row about a server has neither database nor collection. */
  private static final Place ALL = new Place("", "");

  private static final String KEY =
      " WHERE policy = :policy AND server = :server AND database_name = :database"
          + " AND collection_id = :id";

  private final JdbcClient jdbc;
  private final NamedParameterJdbcOperations batches;
  private final ShortTransaction transaction;
  private final Clock clock;

  public ActedRules(
      JdbcClient jdbc,
      NamedParameterJdbcOperations batches,
      ShortTransaction transaction,
      Clock clock) {
    this.jdbc = jdbc;
    this.batches = batches;
    this.transaction = transaction;
    this.clock = clock;
  }

  private record Row(
      Place place,
      String name,
      Instant firstSeen,
      @Nullable String rules,
      @Nullable String toldOf,
      @Nullable Instant toldAt) {}

  /** What the policy has acted by on that server. */
  public ActedBy of(String policy, String server) {
    ActedBy acted = transaction.execute(status -> read(policy, server));
    return Objects.requireNonNull(acted);
  }

  private ActedBy read(String policy, String server) {
    Map<String, List<RuleSet>> texts = texts(policy);
    Map<Place, Known> collections = new HashMap<>();
    List<RuleSet> rules = List.of();
    Told told = null;
    for (Row row : rows(policy, server)) {
      List<RuleSet> own = row.rules == null ? List.of() : texts.getOrDefault(row.rules, List.of());
      if (row.rules != null && own.isEmpty()) {
        // Unreadable: by when it was first seen, or told of, it could pass at once.
        continue;
      }
      if (!row.place.equals(ALL)) {
        collections.put(row.place, new Known(row.name, row.firstSeen, own));
        continue;
      }
      rules = own;
      List<RuleSet> of = row.toldOf == null ? List.of() : texts.getOrDefault(row.toldOf, List.of());
      told = of.isEmpty() || row.toldAt == null ? null : new Told(of.get(0), row.toldAt);
    }
    return new ActedBy(server, actedElsewhere(policy, server), rules, collections, told);
  }

  private boolean actedElsewhere(String policy, String server) {
    return jdbc.sql(
            "SELECT EXISTS (SELECT 1 FROM retention_acted WHERE policy = :policy"
                + " AND server <> :server AND rules_digest IS NOT NULL)")
        .param("policy", policy)
        .param("server", server)
        .query(Boolean.class)
        .single();
  }

  private List<Row> rows(String policy, String server) {
    return jdbc.sql("SELECT * FROM retention_acted WHERE policy = :policy AND server = :server")
        .param("policy", policy)
        .param("server", server)
        .query((row, n) -> row(row))
        .list();
  }

  private static Row row(ResultSet row) throws SQLException {
    OffsetDateTime toldAt = row.getObject("told_at", OffsetDateTime.class);
    return new Row(
        new Place(row.getString("database_name"), row.getString("collection_id")),
        row.getString("collection_name"),
        row.getObject("first_seen_at", OffsetDateTime.class).toInstant(),
        row.getString("rules_digest"),
        row.getString("told_digest"),
        toldAt == null ? null : toldAt.toInstant());
  }

  private Map<String, List<RuleSet>> texts(String policy) {
    Map<String, List<RuleSet>> texts = new HashMap<>();
    jdbc.sql(
            "SELECT digest, rules FROM retention_acted_rules r WHERE policy = :policy"
                + " AND EXISTS (SELECT 1 FROM retention_acted a WHERE a.policy = r.policy"
                + " AND (a.rules_digest = r.digest OR a.told_digest = r.digest))")
        .param("policy", policy)
        .query(
            row -> {
              texts.put(row.getString("digest"), parse(row.getString("rules")));
            });
    return texts;
  }

  /** Empty, as if it had never acted, for what another version of the program has written. */
  private static List<RuleSet> parse(String text) {
    try {
      return Stream.of(JsonMapper.shared().readValue(text, RuleText[].class))
          .map(RuleText::read)
          .toList();
    } catch (JacksonException | RuleException e) {
      return List.of();
    }
  }

  /** Writes what has changed, within the transaction of the caller, which holds the lease. */
  public void write(String policy, ActedBy before, ActedBy after) {
    List<MapSqlParameterSource> rows = new ArrayList<>();
    Map<String, String> texts = new HashMap<>();
    after
        .collections()
        .forEach(
            (place, known) -> {
              if (!known.equals(before.collections().get(place))) {
                rows.add(
                    values(policy, after.server(), place, known.name(), known.firstSeen())
                        .addValue("rules", digest(known.rules(), texts))
                        .addValue("toldOf", null)
                        .addValue("toldAt", null));
              }
            });
    Told told = after.told();
    if (!after.rules().equals(before.rules()) || !Objects.equals(told, before.told())) {
      rows.add(
          values(policy, after.server(), ALL, "", clock.instant())
              .addValue("rules", digest(after.rules(), texts))
              .addValue("toldOf", told == null ? null : digest(List.of(told.of()), texts))
              .addValue("toldAt", told == null ? null : utc(told.at())));
    }
    texts.forEach((digest, text) -> insert(policy, digest, text));
    replace(rows);
  }

  private void insert(String policy, String digest, String text) {
    jdbc.sql(
            "INSERT INTO retention_acted_rules (policy, digest, rules, written_at)"
                + " SELECT :policy, :digest, :rules, :now WHERE NOT EXISTS (SELECT 1 FROM"
                + " retention_acted_rules WHERE policy = :policy AND digest = :digest)")
        .param("policy", policy)
        .param("digest", digest)
        .param("rules", text)
        .param("now", utc(clock.instant()))
        .update();
  }

  private void replace(List<MapSqlParameterSource> rows) {
    if (rows.isEmpty()) {
      return;
    }
    MapSqlParameterSource[] values = rows.toArray(MapSqlParameterSource[]::new);
    batches.batchUpdate("DELETE FROM retention_acted" + KEY, values);
    batches.batchUpdate(
        "INSERT INTO retention_acted (policy, server, database_name, collection_id,"
            + " collection_name, first_seen_at, rules_digest, told_digest, told_at) VALUES"
            + " (:policy, :server, :database, :id, :name, :seen, :rules, :toldOf, :toldAt)",
        values);
  }

  private static MapSqlParameterSource values(
      String policy, String server, Place place, String name, Instant seen) {
    return new MapSqlParameterSource()
        .addValue("policy", policy)
        .addValue("server", server)
        .addValue("database", place.database())
        .addValue("id", place.id())
        .addValue("name", name)
        .addValue("seen", utc(seen));
  }

  /** Null for no rules. */
  private static @Nullable String digest(List<RuleSet> rules, Map<String, String> texts) {
    if (rules.isEmpty()) {
      return null;
    }
    String text = JsonMapper.shared().writeValueAsString(rules.stream().map(RuleText::of).toList());
    try {
      byte[] sha256 =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      String digest = "sha256:" + HexFormat.of().formatHex(sha256);
      texts.put(digest, text);
      return digest;
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static OffsetDateTime utc(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
