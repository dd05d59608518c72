package io.github.milvusretention.database;

import com.zaxxer.hikari.HikariDataSource;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.core.Ordered;
import org.springframework.core.PriorityOrdered;
import org.springframework.stereotype.Component;

/**
 * Bounds what the other side may keep us waiting for. Makes PostgreSQL end a session that stands
 * still amid a transaction. A process that is suspended there keeps its row locks, and whoever
 * takes its lease over would wait for them for ever. No call to a cluster is made within a
 * transaction, so a minute is far more than is needed.
 */
@Component
class PostgresSessions implements BeanPostProcessor, PriorityOrdered {
  private static final String END_THE_IDLE = "SET idle_in_transaction_session_timeout = '60s'";

  /** An intent must be on the server's disk before its drop is sent. What waits for more stays. */
  private static final String COMMITS_ARE_DURABLE =
      "SELECT set_config('synchronous_commit', 'on', FALSE)"
          + " WHERE current_setting('synchronous_commit') <> 'remote_apply'";

  /** Before the user's settings are bound to the pool, whose own first statement replaces this. */
  @Override
  public int getOrder() {
    return Ordered.HIGHEST_PRECEDENCE;
  }

  @Override
  public Object postProcessBeforeInitialization(Object bean, String name) {
    if (bean instanceof HikariDataSource pool
        && String.valueOf(pool.getJdbcUrl()).startsWith("jdbc:postgresql:")) {
      pool.setConnectionInitSql(END_THE_IDLE);
      // A server that was cut off without a word would otherwise be waited for without end. Longer
      // than the time above, after which a row lock that is waited for is free.
      pool.addDataSourceProperty("socketTimeout", 90);
      pool.addDataSourceProperty("tcpKeepAlive", true);
    }
    return bean;
  }

  @Override
  public Object postProcessAfterInitialization(Object bean, String name) {
    if (bean instanceof HikariDataSource pool) {
      makeCommitsDurable(pool);
    }
    return bean;
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
