package io.github.milvusretention.lease;

import io.github.milvusretention.database.ShortTransaction;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/**
 * By which rules each live daemon acts, as far as the daemons tell. A daemon that no longer renews
 * its rows is not counted once they expire; every comparison of times is made by the database.
 */
public class DaemonRules {
  /** How long a row counts that is not renewed. */
  public static final Duration LIFE = Duration.ofSeconds(30);

  private static final String EXPIRY =
      "CURRENT_TIMESTAMP + " + LIFE.toSeconds() + " * INTERVAL '1' SECOND";

  /** A later expiry was written while the database's clock was wrong, as that of a lease. */
  private static final String ALIVE =
      "expires_at > CURRENT_TIMESTAMP AND expires_at <= CURRENT_TIMESTAMP + "
          + 2 * LIFE.toSeconds()
          + " * INTERVAL '1' SECOND";

  /**
   * What a daemon says about a policy.
   *
   * @param owner user, machine and process, for a person who looks for the daemon
   * @param rules a text that is the same for the same rules
   */
  public record Announced(String owner, String rules) {}

  private final JdbcClient jdbc;
  private final TransactionOperations transaction;

  public DaemonRules(JdbcClient jdbc, ShortTransaction transaction) {
    this.jdbc = jdbc;
    this.transaction = transaction;
  }

  /**
   * Says it, or says it again: from now on it counts for {@link #LIFE}.
   *
   * @param daemon no other process has the same
   * @param rules a text for each policy
   */
  public void announce(String daemon, String owner, Map<String, String> rules) {
    transaction.executeWithoutResult(
        status -> {
          delete(daemon);
          rules.forEach((policy, text) -> insert(daemon, policy, new Announced(owner, text)));
        });
  }

  private void insert(String daemon, String policy, Announced said) {
    jdbc.sql(
            "INSERT INTO retention_daemon_rules (daemon, policy, owner, rules, expires_at) VALUES"
                + " (:daemon, :policy, :owner, :rules, "
                + EXPIRY
                + ")")
        .param("daemon", daemon)
        .param("policy", policy)
        .param("owner", said.owner())
        .param("rules", said.rules())
        .update();
  }

  /** Takes back what that daemon said. */
  public void remove(String daemon) {
    transaction.executeWithoutResult(status -> delete(daemon));
  }

  private void delete(String daemon) {
    jdbc.sql("DELETE FROM retention_daemon_rules WHERE daemon = ?").param(daemon).update();
  }

  /** What daemons left that died; long after it counted last. */
  public void removeExpired() {
    transaction.executeWithoutResult(
        status ->
            jdbc.sql(
                    "DELETE FROM retention_daemon_rules"
                        + " WHERE expires_at < CURRENT_TIMESTAMP - 1 * INTERVAL '1' DAY")
                .update());
  }

  /** What the other live daemons say about a policy; nothing of those that do not have it. */
  public List<Announced> others(String daemon, String policy) {
    return jdbc.sql(
            "SELECT owner, rules FROM retention_daemon_rules WHERE policy = :policy AND daemon <>"
                + " :daemon AND "
                + ALIVE
                + " ORDER BY owner, daemon")
        .param("policy", policy)
        .param("daemon", daemon)
        .query((row, n) -> new Announced(row.getString("owner"), row.getString("rules")))
        .list();
  }
}
