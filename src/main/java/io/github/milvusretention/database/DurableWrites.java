package io.github.milvusretention.database;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Puts commits on the disk. PostgreSQL does so with each commit, as our sessions ask for it. H2
 * only hands a commit to the operating system, so a power cut could take an intent back whose drop
 * was sent; there {@code CHECKPOINT SYNC} calls fsync, which means nothing once the file is no
 * longer the one that its name leads to.
 *
 * <p>Threads that ask at the same time share one fsync.
 */
public class DurableWrites {
  private final JdbcClient jdbc;
  private final boolean commitsAreDurable;
  private final Optional<OpenFile> file;
  private final AtomicLong requests = new AtomicLong();
  private final Object disk = new Object();
  private long served;

  /**
   * @param ours whether an H2 file is that of the data directory
   */
  public DurableWrites(DataSource dataSource, boolean ours) throws SQLException {
    this.jdbc = JdbcClient.create(dataSource);
    try (Connection connection = dataSource.getConnection()) {
      DatabaseMetaData about = connection.getMetaData();
      this.commitsAreDurable = !about.getDatabaseProductName().equals("H2");
      this.file = commitsAreDurable ? Optional.empty() : OpenFile.of(about.getURL(), ours);
    }
  }

  /**
   * Returns once everything is on the disk that was committed before the call, by whatever thread.
   * Throws a {@code DataAccessException} if the database cannot say so, and {@link
   * UnusableRepository} if its file was deleted or replaced.
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
      lost()
          .ifPresent(
              message -> {
                throw new UnusableRepository(message);
              });
      served = upTo;
    }
  }

  /** In one sentence that the database's file was deleted or replaced, and the cure; or empty. */
  public Optional<String> lost() {
    return file.flatMap(OpenFile::lost);
  }
}
