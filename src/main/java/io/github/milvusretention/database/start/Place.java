package io.github.milvusretention.database.start;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.jdbc.CannotGetJdbcConnectionException;

/**
 * Where the tables are, for people.
 *
 * @param ofItsOwn how this program gets a place that nobody else uses
 */
record Place(String name, String ofItsOwn) {
  /** Names no address, as one may hold a password. */
  static Place of(DataSource dataSource, Optional<Path> file) {
    if (file.isPresent()) {
      return new Place(file.get().toString(), "set RETENTION_DATA_DIR to another directory");
    }
    try (Connection connection = dataSource.getConnection()) {
      return connection.getMetaData().getDatabaseProductName().equals("H2")
          ? new Place(
              "database " + connection.getCatalog(),
              "let SPRING_DATASOURCE_URL name another file, or leave it unset")
          : new Place(
              schema(connection) + " of database " + connection.getCatalog(),
              "CREATE DATABASE retention, and name that in SPRING_DATASOURCE_URL; or CREATE SCHEMA"
                  + " retention, and add ?currentSchema=retention to it");
    } catch (SQLException e) {
      throw new CannotGetJdbcConnectionException("no connection", e);
    }
  }

  /** Flyway creates the schema of the address where it is missing; until then there is none. */
  private static String schema(Connection connection) throws SQLException {
    String name = connection.getSchema();
    return name == null ? "the schema in SPRING_DATASOURCE_URL" : "schema " + name;
  }
}
