package io.github.milvusretention.database.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusretention.database.Database;
import io.github.milvusretention.database.Databases;
import io.github.milvusretention.database.Repository;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.ZoneId;
import org.flywaydb.core.api.configuration.Configuration;
import org.flywaydb.core.api.migration.Context;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Times that earlier versions wrote in the zone of their machine. */
@ParameterizedClass
@EnumSource(Databases.class)
class TimesInUtcTest {
  private final Repository repository;
  private final Database database;

  TimesInUtcTest(Databases kind, @TempDir Path directory) {
    repository = new Repository(kind, directory);
    database = repository.database();
    database.change("DELETE FROM retention_repository");
    database.change(
        "INSERT INTO batch_job_instance (job_instance_id, version, job_name, job_key)"
            + " VALUES (1, 0, 'partitionRetention', 'k')");
  }

  @AfterEach
  void stop() {
    repository.close();
  }

  @Test
  void becomeUtcOnBothSidesOfASummerTimesEndOnceOnly() throws Exception {
    // Auckland's clocks went from 03:00 back to 02:00 on 2026-04-05, and forward on 2026-09-27.
    execution(1, "2026-04-05 01:30:00");
    execution(2, "2026-04-05 02:30:00");
    execution(3, "2026-04-05 03:30:00");
    execution(4, "2026-07-01 12:00:00");
    execution(5, "2026-09-27 03:30:00");

    migrate("Pacific/Auckland");
    migrate("Pacific/Auckland");
    migrate("America/New_York");

    assertThat(
            database.ask(
                "SELECT CAST(end_time AS VARCHAR(19)) FROM batch_job_execution"
                    + " ORDER BY job_execution_id"))
        .containsExactly(
            "2026-04-04 12:30:00",
            "2026-04-04 13:30:00",
            "2026-04-04 15:30:00",
            "2026-07-01 00:00:00",
            "2026-09-26 14:30:00");
    assertThat(database.ask("SELECT create_time FROM batch_job_execution WHERE start_time IS NULL"))
        .hasSize(5);
    assertThat(database.ask("SELECT times_were_in FROM retention_repository"))
        .containsExactly("Pacific/Auckland");
  }

  private void execution(int id, String local) {
    database.change(
        "INSERT INTO batch_job_execution (job_execution_id, version, job_instance_id, create_time,"
            + " end_time) VALUES ("
            + id
            + ", 0, 1, TIMESTAMP '"
            + local
            + "', TIMESTAMP '"
            + local
            + "')");
  }

  private void migrate(String zone) throws Exception {
    try (Connection connection = database.connect()) {
      new TimesInUtc(ZoneId.of(zone))
          .migrate(
              new Context() {
                @Override
                public Configuration getConfiguration() {
                  throw new UnsupportedOperationException();
                }

                @Override
                public Connection getConnection() {
                  return connection;
                }
              });
    }
  }
}
