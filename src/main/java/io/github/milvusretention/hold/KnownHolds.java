package io.github.milvusretention.hold;

import io.github.milvusretention.database.ShortTransaction;
import io.github.milvusretention.policy.hold.Hold;
import io.github.milvusretention.policy.hold.Hold.Source;
import io.github.milvusretention.policy.hold.KnownHold;
import io.github.milvusretention.policy.hold.KnownHold.Told;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What each policy's last run knew of the holds that may end without a command. */
class KnownHolds {
  private static final String STORED =
      "SELECT FALSE AS known, id, 'COMMAND' AS source, CAST(id AS VARCHAR(100)) AS name, kind,"
          + " covers, owner, reason, expires_at, CAST(NULL AS TIMESTAMP WITH TIME ZONE) AS told_at,"
          + " CAST(NULL AS VARCHAR(200)) AS told_run FROM retention_hold WHERE lifted_at IS NULL"
          + " UNION ALL SELECT TRUE, id, source, name, kind, covers, owner, reason, expires_at,"
          + " told_at, told_run FROM retention_known_hold WHERE policy = :policy"
          + " ORDER BY known, id";

  private final JdbcClient jdbc;
  private final ShortTransaction transaction;

  KnownHolds(JdbcClient jdbc, ShortTransaction transaction) {
    this.jdbc = jdbc;
    this.transaction = transaction;
  }

  /**
   * The holds of commands that are not lifted, and what was known of those that end by themselves.
   */
  record Stored(List<Hold> placed, List<KnownHold> known) {}

  /**
   * Both by one statement, since it is asked before every release and drop.
   *
   * @param cluster the name of the policy's cluster in the rules
   * @param server its address, by which holds of commands know it under another name
   */
  Stored of(String policy, String cluster, String server) {
    Stored stored = new Stored(new ArrayList<>(), new ArrayList<>());
    RowCallbackHandler each = row -> add(row, stored, covers -> covers.onServer(server, cluster));
    jdbc.sql(STORED).param("policy", policy).query(each);
    return stored;
  }

  private static void add(ResultSet row, Stored stored, UnaryOperator<CoversText> current)
      throws SQLException {
    if (row.getBoolean("known")) {
      stored.known().add(known(row));
    } else {
      stored.placed().add(HoldRow.read(row, row.getString("name"), Source.COMMAND, current));
    }
  }

  /** Takes the place of what was known, by a run that holds the policy's lease. */
  void replace(String policy, List<KnownHold> known) {
    transaction.executeWithoutResult(
        status -> {
          jdbc.sql("DELETE FROM retention_known_hold WHERE policy = :policy")
              .param("policy", policy)
              .update();
          known.forEach(each -> insert(policy, each));
        });
  }

  private void insert(String policy, KnownHold known) {
    Hold hold = known.hold();
    Told told = known.told();
    jdbc.sql(
            "INSERT INTO retention_known_hold (policy, source, name, kind, covers, owner, reason,"
                + " expires_at, told_at, told_run) VALUES (:policy, :source, :name, :kind, :covers,"
                + " :owner, :reason, :expires, :toldAt, :toldRun)")
        .param("policy", policy)
        .param("source", hold.source().name())
        .param("name", hold.name())
        .param("kind", hold.kind().name())
        .param("covers", CoversText.write(hold.covers(), null))
        .param("owner", hold.owner())
        .param("reason", hold.reason())
        .param("expires", HoldStore.utc(hold.expires()))
        .param("toldAt", told == null ? null : HoldStore.utc(told.at()))
        .param("toldRun", told == null ? null : told.run())
        .update();
  }

  private static KnownHold known(ResultSet row) throws SQLException {
    String name = row.getString("name");
    Hold hold = HoldRow.read(row, name, source(row.getString("source"), name));
    Instant at = HoldStore.instant(row, "told_at");
    String run = row.getString("told_run");
    return new KnownHold(hold, told(at, run));
  }

  private static @Nullable Told told(@Nullable Instant at, @Nullable String run) {
    return at == null || run == null ? null : new Told(at, run);
  }

  private static Source source(String text, String name) {
    try {
      return Source.valueOf(text);
    } catch (IllegalArgumentException e) {
      throw HoldRow.unreadable(name);
    }
  }
}
