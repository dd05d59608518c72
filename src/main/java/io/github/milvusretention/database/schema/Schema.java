package io.github.milvusretention.database.schema;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/**
 * The tables of the job repository. One Flyway history owns them all. Loading Flyway takes longer
 * than most commands have, and nearly always there is nothing for it to do: so the history is read
 * first, and Flyway is started unless every migration is in it, unchanged and successful.
 *
 * @param database to keep them in
 */
public record Schema(DataSource database) {
  /** Version, type and checksum of each migration, as Flyway records them. */
  public static final List<String> MIGRATIONS =
      List.of(
          "1 JDBC null",
          "2 JDBC null",
          "3 SQL -297913654",
          "4 SQL 33012241",
          "5 SQL 1906881556",
          "6 SQL -1222453318",
          "6.1 JDBC null",
          "7 SQL 498773770",
          "8 SQL 562293835",
          "9 SQL 1105151136",
          "10 SQL -760433166",
          "11 SQL 523442454",
          "12 SQL -1271296916",
          "13 SQL -2091488780",
          "14 SQL 1405941719",
          "15 SQL -580659614",
          "16 SQL -326413237",
          "17 SQL 109600706",
          "18 SQL -1000842846",
          "19 SQL -2003963023");

  /**
   * What makes the tables.
   *
   * @param machine the zone in which earlier versions wrote their times here
   */
  public Flyway flyway(ZoneId machine) {
    return Flyway.configure()
        .dataSource(database)
        .javaMigrations(LibrarySchemas.migrations(machine))
        .load();
  }

  /**
   * Whether nothing is to be made. False as well where that cannot be told, which Flyway then says
   * better.
   */
  public boolean isCurrent() {
    try (Connection connection = database.getConnection()) {
      String schema = connection.getSchema();
      // PostgreSQL has none where the address names one that does not exist yet.
      return schema != null && isCurrent(connection, schema);
    } catch (SQLException e) {
      if (String.valueOf(e.getSQLState()).startsWith("42")) {
        // There is no history yet, or it is not readable.
        return false;
      }
      throw new IllegalStateException("the history of the tables could not be read", e);
    }
  }

  private static boolean isCurrent(Connection connection, String schema) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(history(schema))) {
      List<String> found = new ArrayList<>();
      while (rows.next()) {
        found.add(rows.getString(1) + " " + rows.getString(2) + " " + rows.getString(3));
        if (!rows.getBoolean(4)) {
          return false;
        }
      }
      return found.equals(MIGRATIONS);
    }
  }

  /** On H2 its first row, of rank -1, is about the history itself. */
  private static String history(String schema) {
    return "SELECT \"version\", \"type\", \"checksum\", \"success\" FROM \""
        + schema.replace("\"", "\"\"")
        + "\".\"flyway_schema_history\" WHERE \"installed_rank\" > 0 ORDER BY \"installed_rank\"";
  }
}
