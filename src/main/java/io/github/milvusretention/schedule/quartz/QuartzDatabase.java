package io.github.milvusretention.schedule.quartz;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.quartz.impl.jdbcjobstore.PostgreSQLDelegate;
import org.quartz.impl.jdbcjobstore.StdJDBCDelegate;

/** The settings of Quartz that depend on the database; detected from its metadata. */
public enum QuartzDatabase {
  /** A file, used by one machine. */
  H2(StdJDBCDelegate.class, false),
  /**
   * May be shared by several nodes. With the standard delegate no job ever fires, because it reads
   * BYTEA columns as BLOB (quartz#284).
   */
  POSTGRESQL(PostgreSQLDelegate.class, true);

  private final Class<? extends StdJDBCDelegate> delegate;
  private final boolean clustered;

  QuartzDatabase(Class<? extends StdJDBCDelegate> delegate, boolean clustered) {
    this.delegate = delegate;
    this.clustered = clustered;
  }

  public static QuartzDatabase of(DataSource dataSource) {
    try (Connection connection = dataSource.getConnection()) {
      String product = connection.getMetaData().getDatabaseProductName();
      return switch (product) {
        case "H2" -> H2;
        case "PostgreSQL" -> POSTGRESQL;
        default ->
            throw new IllegalStateException(
                "the job repository must be H2 or PostgreSQL, not " + product);
      };
    } catch (SQLException e) {
      throw new IllegalStateException("the database product could not be determined", e);
    }
  }

  Class<? extends StdJDBCDelegate> delegate() {
    return delegate;
  }

  /** Whether other nodes may be firing from the same tables. */
  public boolean clustered() {
    return clustered;
  }
}
