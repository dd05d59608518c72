package io.github.milvusretention.database.schema;

import java.sql.Connection;
import java.time.ZoneId;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.migration.Context;
import org.flywaydb.core.api.migration.JavaMigration;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.datasource.init.ScriptUtils;

/**
 * Creates the tables of Spring Batch and Quartz from the scripts in their jars. Flyway runs each
 * script once. Their {@code initialize-schema=always} is never used: Quartz's PostgreSQL script
 * starts by dropping its tables.
 */
final class LibrarySchemas {
  private static final String BATCH = "org/springframework/batch/core/schema-";
  private static final String QUARTZ = "org/quartz/impl/jdbcjobstore/tables_";

  private LibrarySchemas() {}

  static JavaMigration[] migrations(ZoneId machine) {
    return new JavaMigration[] {
      new LibraryScript("1", "spring batch", BATCH + "h2.sql", BATCH + "postgresql.sql"),
      new LibraryScript("2", "quartz", QUARTZ + "h2.sql", QUARTZ + "postgres.sql"),
      new TimesInUtc(machine)
    };
  }

  private static final class LibraryScript implements JavaMigration {
    private final MigrationVersion version;
    private final String description;
    private final String h2;
    private final String postgres;

    LibraryScript(String version, String description, String h2, String postgres) {
      this.version = MigrationVersion.fromVersion(version);
      this.description = description;
      this.h2 = h2;
      this.postgres = postgres;
    }

    @Override
    public MigrationVersion getVersion() {
      return version;
    }

    @Override
    public String getDescription() {
      return description;
    }

    /** No checksum: the script changes with the version of the library. */
    @Override
    public @Nullable Integer getChecksum() {
      return null;
    }

    @Override
    public boolean canExecuteInTransaction() {
      return true;
    }

    @Override
    public void migrate(Context context) throws Exception {
      Connection connection = context.getConnection();
      String script =
          switch (connection.getMetaData().getDatabaseProductName()) {
            case "H2" -> h2;
            case "PostgreSQL" -> postgres;
            default ->
                throw new IllegalStateException(
                    "the job repository must be H2 or PostgreSQL, not "
                        + connection.getMetaData().getDatabaseProductName());
          };
      ScriptUtils.executeSqlScript(connection, new RepeatableScript(new ClassPathResource(script)));
    }
  }
}
