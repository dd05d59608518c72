package io.github.milvusretention.database.start;

import io.github.milvusretention.database.UnusableRepository;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.springframework.jdbc.CannotGetJdbcConnectionException;

/** Whether an H2 database keeps commits in memory for a while, as a server's may. */
final class WriteDelay {
  static final String MESSAGE =
      "this H2 database keeps commits in memory for a while, so a killed process would lose the"
          + " record of a drop. Add ;WRITE_DELAY=0 to SPRING_DATASOURCE_URL, or leave it unset";

  private WriteDelay() {}

  /** Throws {@link UnusableRepository}; to be asked before anything is made in the database. */
  static void refuse(DataSource database) {
    try (Connection connection = database.getConnection()) {
      if (connection.getMetaData().getDatabaseProductName().equals("H2")
          && delay(connection) != 0) {
        throw new UnusableRepository(MESSAGE);
      }
    } catch (SQLException e) {
      throw new CannotGetJdbcConnectionException("no connection", e);
    }
  }

  private static int delay(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet setting =
            statement.executeQuery(
                "SELECT setting_value FROM information_schema.settings"
                    + " WHERE setting_name = 'WRITE_DELAY'")) {
      // Not listed means H2's default, which is 500.
      return setting.next() ? setting.getInt(1) : 500;
    }
  }
}
