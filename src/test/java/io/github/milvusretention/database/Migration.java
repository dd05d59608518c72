package io.github.milvusretention.database;

import io.github.milvusretention.database.schema.Schema;
import io.github.milvusretention.database.start.UtcProcess;
import org.flywaydb.core.api.output.MigrateResult;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Makes the tables as the program does when it starts. */
final class Migration {
  private Migration() {}

  static MigrateResult run(String url, String user) {
    return new Schema(new DriverManagerDataSource(url, user, ""))
        .flyway(UtcProcess.zoneOfTheMachine())
        .migrate();
  }
}
