package io.github.milvusretention.database;

import java.sql.Connection;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.migration.Context;
import org.flywaydb.core.api.migration.JavaMigration;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.datasource.init.ScriptUtils;

/**
 * Spring Batch's and Quartz's tables, from the scripts inside their own jars, run once by Flyway.
 * Their {@code initialize-schema=always} is never used: Quartz's PostgreSQL script starts by
 * dropping its tables.
 */
@Configuration(proxyBeanMethods = false)
class LibrarySchemas {
  private static final String BATCH = "org/springframework/batch/core/schema-";
  private static final String QUARTZ = "org/quartz/impl/jdbcjobstore/tables_";

  @Bean
  JavaMigration batchTables() {
    return new LibraryScript("1", "spring batch", BATCH + "h2.sql", BATCH + "postgresql.sql");
  }

  @Bean
  JavaMigration quartzTables() {
    return new LibraryScript("2", "quartz", QUARTZ + "h2.sql", QUARTZ + "postgres.sql");
  }

  @Bean
  JavaMigration timesInUtc() {
    return new TimesInUtc(UtcProcess.zoneOfTheMachine());
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

    /** The scripts belong to the libraries' versions; Flyway compares nothing. */
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
                    "the repository runs on H2 or PostgreSQL, not on "
                        + connection.getMetaData().getDatabaseProductName());
          };
      ScriptUtils.executeSqlScript(connection, new RepeatableScript(new ClassPathResource(script)));
    }
  }
}
