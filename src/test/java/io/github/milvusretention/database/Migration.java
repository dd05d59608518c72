package io.github.milvusretention.database;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.output.MigrateResult;

/** Makes the tables as the program does when it starts. */
final class Migration {
  private Migration() {}

  static MigrateResult run(String url, String user) {
    return Flyway.configure()
        .dataSource(url, user, "")
        .javaMigrations(LibrarySchemas.migrations())
        .load()
        .migrate();
  }
}
