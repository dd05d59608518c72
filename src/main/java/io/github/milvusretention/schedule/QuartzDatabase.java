package io.github.milvusretention.schedule;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.quartz.impl.jdbcjobstore.PostgreSQLDelegate;
import org.quartz.impl.jdbcjobstore.StdJDBCDelegate;

/** What Quartz must know about the database it runs on. The database itself says which it is. */
enum QuartzDatabase {
  /** One machine's file. */
  H2(StdJDBCDelegate.class, false),
  /**
   * Shared by several nodes. With any other delegate no job ever fires, as the standard one reads
   * PostgreSQL's BYTEA as a BLOB (quartz#284).
   */
  POSTGRESQL(PostgreSQLDelegate.class, true);

  private final Class<? extends StdJDBCDelegate> delegate;
  private final boolean clustered;

  QuartzDatabase(Class<? extends StdJDBCDelegate> delegate, boolean clustered) {
    this.delegate = delegate;
    this.clustered = clustered;
  }

  static QuartzDatabase of(DataSource dataSource) {
    try (Connection connection = dataSource.getConnection()) {
      String product = connection.getMetaData().getDatabaseProductName();
      return switch (product) {
        case "H2" -> H2;
        case "PostgreSQL" -> POSTGRESQL;
        default ->
            throw new IllegalStateException(
                "schedules are kept in H2 or PostgreSQL, not in " + product);
      };
    } catch (SQLException e) {
      throw new IllegalStateException("the database did not say what it is", e);
    }
  }

  Class<? extends StdJDBCDelegate> delegate() {
    return delegate;
  }

  /** Whether other nodes may be firing from the same tables. */
  boolean clustered() {
    return clustered;
  }
}
