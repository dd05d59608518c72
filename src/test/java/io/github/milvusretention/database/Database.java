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
 * A repository database of a test's own, to look into and to damage.
 *
 * @param password asked for with each connection, as the program may give the database one
 * @param environment the variables with which the program finds it
 */
public record Database(
    String url, String user, Supplier<String> password, Map<String, String> environment) {
  public Connection connect() throws SQLException {
    return DriverManager.getConnection(url, user, password.get());
  }

  /** Runs one statement that changes something; returns how many rows it changed. */
  public int change(String sql) {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      return statement.executeUpdate(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  /** The first column of the answer, as text. */
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

  /** Everything in every column of every table, as text; bytes are read as Latin letters. */
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

  /** As the database spells them: H2 folds to upper case, PostgreSQL to lower case. */
  private List<String> names() {
    return ask(
        "SELECT table_name FROM information_schema.tables"
            + " WHERE table_schema IN ('public', 'PUBLIC') ORDER BY 1");
  }

  /** Lets the lease of every policy run out, as if its time had passed. */
  public void expireLeases() {
    change("UPDATE retention_lease SET expires_at = CURRENT_TIMESTAMP - 1 * INTERVAL '1' SECOND");
  }

  /** Another process takes the lease of every policy over and holds it for an hour. */
  public void takeOverLeases() {
    change(
        "UPDATE retention_lease SET owner = 'another process', fence = fence + 1,"
            + " length_seconds = 3600, expires_at = CURRENT_TIMESTAMP + 3600 * INTERVAL '1' SECOND");
  }
}
