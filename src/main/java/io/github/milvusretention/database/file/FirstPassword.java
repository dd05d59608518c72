package io.github.milvusretention.database.file;

import io.github.milvusretention.database.RepositoryFailure;
import io.github.milvusretention.database.UnusableRepository;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.h2.api.ErrorCode;

/**
 * Gives the database of an earlier version, which had none, its password. A process that is killed
 * before or after leaves a database that opens with one of the two, and the next start goes on.
 */
record FirstPassword(String url, String password, Path directory) {
  void set() throws IOException {
    try {
      if (!opens()) {
        change();
      }
    } catch (SQLException e) {
      if (FullDisk.holds(directory)) {
        // H2 does not always say so.
        throw new UnusableRepository(FullDisk.told(), e);
      }
      throw new UnusableRepository(
          e.getErrorCode() == ErrorCode.WRONG_USER_OR_PASSWORD
              ? "the job repository does not open with the password in "
                  + Password.file(directory)
                  + ". "
                  + RepositoryFile.CURE
              : RepositoryFailure.opening(directory, e),
          e);
    }
  }

  private boolean opens() throws SQLException {
    try (Connection connection = DriverManager.getConnection(url, RepositoryFile.USER, password)) {
      return connection.isValid(0);
    } catch (SQLException e) {
      if (e.getErrorCode() == ErrorCode.WRONG_USER_OR_PASSWORD) {
        return false;
      }
      throw e;
    }
  }

  private void change() throws SQLException {
    try (Connection connection = DriverManager.getConnection(url, RepositoryFile.USER, "");
        Statement statement = connection.createStatement()) {
      // Of letters, digits, - and _ only.
      statement.execute("ALTER USER sa SET PASSWORD '" + password + "'");
      statement.execute("CHECKPOINT SYNC");
    }
  }
}
