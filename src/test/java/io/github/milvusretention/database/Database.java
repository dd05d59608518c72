package io.github.milvusretention.database;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

/**
 * A repository database for one test, which may read and damage it.
 *
 * @param password asked for at each connection, as the program may give the database one
 * @param environment the environment variables that make the program use it
 */
public record Database(
    String url, String user, Supplier<String> password, Map<String, String> environment) {
  public Connection connect() throws SQLException {
    return DriverManager.getConnection(url, user, password.get());
  }

  /** Executes one updating statement and returns the number of changed rows. */
  public int change(String sql) {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      return statement.executeUpdate(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  /** Executes one query and returns the first column as text. */
  public List<String> ask(String sql) {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      List<String> column = new ArrayList<>();
      while (rows.next()) {
        column.add(String.valueOf(rows.getString(1)));
      }
      return column;
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  /** The names of all tables, in lower case. */
  public List<String> tables() {
    return names().stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
  }

  /** The text of every cell of every table; bytes are decoded as Latin-1. */
  public List<String> everything() {
    List<String> cells = new ArrayList<>();
    try (Connection connection = connect()) {
      for (String name : names()) {
        try (Statement statement = connection.createStatement();
            ResultSet rows = statement.executeQuery("SELECT * FROM \"" + name + "\"")) {
          Cells.add(rows, cells);
        }
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return cells;
  }

  /** The names in the case of the database: upper case in H2, lower case in PostgreSQL. */
  private List<String> names() {
    return ask(
        "SELECT table_name FROM information_schema.tables"
            + " WHERE table_schema IN ('public', 'PUBLIC') ORDER BY 1");
  }

  /** Expires the lease of every policy. */
  public void expireLeases() {
    change("UPDATE retention_lease SET expires_at = CURRENT_TIMESTAMP - 1 * INTERVAL '1' SECOND");
  }

  /** Lets another process take over the lease of every policy for an hour. */
  public void takeOverLeases() {
    change(
        "UPDATE retention_lease SET owner = 'another process', fence = fence + 1,"
            + " length_seconds = 3600, expires_at = CURRENT_TIMESTAMP + 3600 * INTERVAL '1' SECOND");
  }
}
