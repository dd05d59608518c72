package io.github.milvusretention.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Puts commits on the disk. PostgreSQL does so with each commit, as our sessions ask for it. H2
 * only hands a commit to the operating system, so a power cut could take an intent back whose drop
 * was sent; there {@code CHECKPOINT SYNC} calls fsync.
 *
 * <p>Threads that ask at the same time share one fsync.
 */
public class DurableWrites {
  private final JdbcClient jdbc;
  private final boolean commitsAreDurable;
  private final AtomicLong requests = new AtomicLong();
  private final Object disk = new Object();
  private long served;

  DurableWrites(DataSource dataSource) throws SQLException {
    this.jdbc = JdbcClient.create(dataSource);
    try (Connection connection = dataSource.getConnection()) {
      this.commitsAreDurable = !connection.getMetaData().getDatabaseProductName().equals("H2");
    }
  }

  /**
   * Returns once everything is on the disk that was committed before the call, by whatever thread.
   * Throws a {@code DataAccessException} if the database cannot say so.
   */
  public void force() {
    if (commitsAreDurable) {
      return;
    }
    long mine = requests.incrementAndGet();
    synchronized (disk) {
      if (served >= mine) {
        return;
      }
      long upTo = requests.get();
      jdbc.sql("CHECKPOINT SYNC").update();
      served = upTo;
    }
  }
}
