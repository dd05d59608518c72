package io.github.milvusretention.database;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One server for all tests of a JVM; it stops with the JVM. Each database is dropped after its
 * test, for the server removes what is left when it stops, and thousands of files take long.
 */
final class PostgresServer {
  static final String USER = "postgres";
  private static final String TEMPLATE = "migrated";
  private static final AtomicInteger CREATED = new AtomicInteger();
  private static final EmbeddedPostgres SERVER = start();

  private PostgresServer() {}

  private static EmbeddedPostgres start() {
    try {
      // Not the locale of the machine. What is on the disk need not outlive the server.
      return EmbeddedPostgres.builder()
          .setLocaleConfig("locale", "C")
          .setLocaleConfig("encoding", "UTF8")
          .setServerConfig("full_page_writes", "off")
          .setServerConfig("synchronous_commit", "off")
          .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The address of a new and empty database. */
  static String create() {
    return create("");
  }

  /** The address of a new database that has all tables. */
  static String createMigrated() {
    Template.make();
    return create(" TEMPLATE " + TEMPLATE);
  }

  private static String create(String template) {
    String name = "test_" + CREATED.incrementAndGet();
    execute("CREATE DATABASE " + name + template);
    AfterTest.close(() -> execute("DROP DATABASE " + name + " WITH (FORCE)"));
    return url(name);
  }

  private static String url(String name) {
    return "jdbc:postgresql://localhost:" + SERVER.getPort() + "/" + name;
  }

  private static void execute(String sql) {
    try (Connection connection = SERVER.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  /** Migrated once per server, when first asked for. */
  private static final class Template {
    static {
      execute("CREATE DATABASE " + TEMPLATE);
      Migration.run(url(TEMPLATE), USER);
    }

    static void make() {}
  }
}
