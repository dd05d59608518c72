package io.github.milvusretention.database;

import java.nio.file.Path;
import java.util.Map;

/** The supported databases. Every test of the job repository runs on each of them. */
public enum Databases {
  H2 {
    @Override
    public Database create(Path directory) {
      return new Database(
          H2File.url(directory),
          H2_USER,
          () -> H2File.password(directory),
          Map.of("RETENTION_DATA_DIR", directory.toString()));
    }

    @Override
    public Database createMigrated(Path directory) {
      H2File.copyMigrated(directory);
      return create(directory);
    }
  },

  POSTGRESQL {
    @Override
    public Database create(Path directory) {
      return at(PostgresServer.create());
    }

    @Override
    public Database createMigrated(Path directory) {
      return at(PostgresServer.createMigrated());
    }

    private Database at(String url) {
      String user = PostgresServer.USER;
      return new Database(
          url,
          user,
          () -> "",
          Map.of(
              "SPRING_DATASOURCE_URL",
              url,
              "SPRING_DATASOURCE_USERNAME",
              user,
              "SPRING_DATASOURCE_PASSWORD",
              "postgres"));
    }
  };

  static final String H2_USER = "sa";

  /**
   * Creates an empty database.
   *
   * @param directory for its files, if it has any
   */
  public abstract Database create(Path directory);

  /**
   * A new database with all tables and nothing in them: in less time than the program would need to
   * make them.
   *
   * @param directory where its files go, if it has files
   */
  public abstract Database createMigrated(Path directory);
}
