package io.github.milvusretention.database.start;

import com.zaxxer.hikari.HikariDataSource;

/**
 * Bounds what the other side may keep us waiting for. Makes PostgreSQL end a session that is idle
 * within a transaction. A process that is suspended there keeps its row locks, and whoever takes
 * its lease over would wait for them forever. No call to a cluster is made within a transaction, so
 * a minute is far more than is needed.
 */
final class PostgresSessions {
  private static final String END_THE_IDLE = "SET idle_in_transaction_session_timeout = '60s'";

  /** An intent must be on the server's disk before its drop is sent. What waits for more stays. */
  private static final String COMMITS_ARE_DURABLE =
      "SELECT set_config('synchronous_commit', 'on', FALSE)"
          + " WHERE current_setting('synchronous_commit') <> 'remote_apply'";

  private PostgresSessions() {}

  static void limit(HikariDataSource pool) {
    if (String.valueOf(pool.getJdbcUrl()).startsWith("jdbc:postgresql:")) {
      pool.setConnectionInitSql(END_THE_IDLE);
      // A server that was cut off without a word would otherwise be waited for forever. Longer
      // than the time above, after which a row lock that is waited for is free.
      pool.addDataSourceProperty("socketTimeout", 90);
      pool.addDataSourceProperty("tcpKeepAlive", true);
    }
  }

  /** After the user's settings are bound: a user's own first statement does not take this away. */
  static void makeCommitsDurable(HikariDataSource pool) {
    if (String.valueOf(pool.getJdbcUrl()).startsWith("jdbc:postgresql:")) {
      String first = pool.getConnectionInitSql();
      pool.setConnectionInitSql(
          first == null || first.isBlank()
              ? COMMITS_ARE_DURABLE
              : first.strip().replaceFirst(";$", "") + "; " + COMMITS_ARE_DURABLE);
    }
  }
}
