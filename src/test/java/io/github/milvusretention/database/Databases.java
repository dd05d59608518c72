package io.github.milvusretention.database;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** The kinds of database that the program runs on. Every test of the repository runs on each. */
public enum Databases {
  H2 {
    @Override
    public Database create(Path directory) {
      return new Database(
          "jdbc:h2:async:"
              + directory.toAbsolutePath().resolve("retention")
              + ";AUTO_SERVER=TRUE;LOCK_TIMEOUT=10000",
          "sa",
          () -> password(directory),
          Map.of("RETENTION_DATA_DIR", directory.toString()));
    }
  },

  POSTGRESQL {
    @Override
    public Database create(Path directory) {
      String name = "test_" + Server.CREATED.incrementAndGet();
      Server.execute("CREATE DATABASE " + name);
      String url = "jdbc:postgresql://localhost:" + Server.POSTGRES.getPort() + "/" + name;
      return new Database(
          url,
          "postgres",
          () -> "postgres",
          Map.of(
              "SPRING_DATASOURCE_URL",
              url,
              "SPRING_DATASOURCE_USERNAME",
              "postgres",
              "SPRING_DATASOURCE_PASSWORD",
              "postgres"));
    }
  };

  /**
   * A new and empty database.
   *
   * @param directory where its files go, if it has files
   */
  public abstract Database create(Path directory);

  /** None before the program has come here. */
  private static String password(Path directory) {
    Path file = directory.resolve("retention.password");
    try {
      return Files.exists(file) ? Files.readString(file).strip() : "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** One server for all tests; it stops with the JVM. */
  private static final class Server {
    static final AtomicInteger CREATED = new AtomicInteger();
    static final EmbeddedPostgres POSTGRES = start();

    private static EmbeddedPostgres start() {
      try {
        return EmbeddedPostgres.start();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    static void execute(String sql) {
      try (Connection connection = POSTGRES.getPostgresDatabase().getConnection();
          Statement statement = connection.createStatement()) {
        statement.execute(sql);
      } catch (SQLException e) {
        throw new IllegalStateException(sql, e);
      }
    }
  }
}
