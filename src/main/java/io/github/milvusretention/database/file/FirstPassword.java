package io.github.milvusretention.database.file;

import io.github.milvusretention.database.UnusableRepository;
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
  void set() {
    try {
      if (!opens()) {
        change();
      }
    } catch (SQLException e) {
      throw new UnusableRepository(
          e.getErrorCode() == ErrorCode.WRONG_USER_OR_PASSWORD
              ? "the job repository does not open with the password in "
                  + Password.file(directory)
                  + ". "
                  + RepositoryFile.CURE
              : "the job repository in "
                  + directory
                  + " cannot be opened: "
                  + e.getMessage()
                  + ". "
                  + RepositoryFile.CURE,
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
