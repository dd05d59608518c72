package io.github.milvusretention.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusretention.tier.Slow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** One Flyway history creates every table, once. */
class MigrationTest {
  @TempDir Path directory = Path.of("");

  @ParameterizedTest
  @EnumSource(Databases.class)
  void everyTableIsThereAndASecondMigrationChangesNothing(Databases kind) {
    Database database = kind.create(directory);
    assertThat(Migration.run(database.url(), database.user()).migrationsExecuted).isPositive();
    try (Repository repository = new Repository(database)) {
      assertThat(repository.database().tables())
          .contains("retention_lease", "retention_plan", "retention_ledger", "retention_sighting")
          .contains("batch_job_instance", "batch_job_execution", "batch_step_execution")
          .contains("batch_job_execution_params", "batch_step_execution_context")
          .contains("qrtz_triggers", "qrtz_cron_triggers", "qrtz_job_details", "qrtz_locks");
      assertThat(repository.leases().take("nightly", "me", Duration.ofHours(1))).isPresent();
      repository.database().change("INSERT INTO qrtz_locks VALUES ('s', 'TRIGGER_ACCESS')");

      assertThat(Migration.run(database.url(), database.user()).migrationsExecuted).isZero();

      assertThat(repository.leases().holder("nightly")).isPresent();
      assertThat(repository.database().ask("SELECT lock_name FROM qrtz_locks"))
          .containsExactly("TRIGGER_ACCESS");
    }
  }

  /** H2 takes 32 numbers of a sequence at once, which a process that dies takes with it. */
  @Slow
  @Test
  void aCrashLosesNoNumberOfAnExecution() throws SQLException, IOException {
    Path crashed = Files.createDirectory(directory.resolve("crashed"));
    Path running = directory.resolve("running");
    Database migrated = Databases.H2.createMigrated(running);
    String next = "SELECT NEXT VALUE FOR batch_job_execution_seq";
    try (Connection connection =
            DriverManager.getConnection(
                migrated.url() + ";WRITE_DELAY=0", migrated.user(), migrated.password().get());
        Statement statement = connection.createStatement()) {
      assertThat(number(statement, next)).isEqualTo(1);
      statement.execute("INSERT INTO qrtz_locks VALUES ('s', 'TRIGGER_ACCESS')");
      // What is on the disk now is all that a crash would leave.
      for (String file : List.of("retention.mv.db", "retention.password")) {
        Files.copy(running.resolve(file), crashed.resolve(file));
      }
    }

    assertThat(Databases.H2.create(crashed).ask(next)).containsExactly("2");
  }

  private static long number(Statement statement, String query) throws SQLException {
    try (ResultSet row = statement.executeQuery(query)) {
      assertThat(row.next()).isTrue();
      return row.getLong(1);
    }
  }
}
