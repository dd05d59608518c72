package io.github.milvusretention.hold;

import io.github.milvusretention.database.ShortTransaction;
import io.github.milvusretention.policy.hold.Hold;
import io.github.milvusretention.policy.hold.Hold.Source;
import io.github.milvusretention.policy.hold.KnownHold;
import io.github.milvusretention.policy.hold.KnownHold.Told;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What each policy's last run knew of the holds that may end without a command. */
class KnownHolds {
  private final JdbcClient jdbc;
  private final ShortTransaction transaction;

  KnownHolds(JdbcClient jdbc, ShortTransaction transaction) {
    this.jdbc = jdbc;
    this.transaction = transaction;
  }

  List<KnownHold> of(String policy) {
    return jdbc.sql("SELECT * FROM retention_known_hold WHERE policy = :policy ORDER BY id")
        .param("policy", policy)
        .query((row, n) -> known(row))
        .list();
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
        .param("covers", CoversText.write(hold.covers()))
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
