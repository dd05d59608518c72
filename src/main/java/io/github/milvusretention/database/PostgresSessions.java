package io.github.milvusretention.database;

import com.zaxxer.hikari.HikariDataSource;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.core.Ordered;
import org.springframework.core.PriorityOrdered;
import org.springframework.stereotype.Component;

/**
 * Configures timeouts for PostgreSQL connections. PostgreSQL ends a session that is idle in a
 * transaction: a suspended process would keep its row locks, and the process that takes over its
 * lease would wait for them forever. No cluster is called within a transaction, so one minute is
 * more than enough.
 */
@Component
class PostgresSessions implements BeanPostProcessor, PriorityOrdered {
  private static final String SET_IDLE_TIMEOUT = "SET idle_in_transaction_session_timeout = '60s'";

  /** Runs before the user's settings are bound to the pool, so that they override these. */
  @Override
  public int getOrder() {
    return Ordered.HIGHEST_PRECEDENCE;
  }

  @Override
  public Object postProcessBeforeInitialization(Object bean, String name) {
    if (bean instanceof HikariDataSource pool
        && String.valueOf(pool.getJdbcUrl()).startsWith("jdbc:postgresql:")) {
      pool.setConnectionInitSql(SET_IDLE_TIMEOUT);
      // Otherwise a read from a server that disappeared would block forever. Longer than the
      // timeout
      // above, after which every row lock that another session waits for is free.
      pool.addDataSourceProperty("socketTimeout", 90);
      pool.addDataSourceProperty("tcpKeepAlive", true);
    }
    return bean;
  }
}
