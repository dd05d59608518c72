package io.github.milvusretention.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusretention.database.Databases;
import io.github.milvusretention.sandbox.Sandbox;
import io.github.milvusretention.story.Ended;
import io.github.milvusretention.story.Installation;
import io.github.milvusretention.tier.Slow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A process was killed while it created its tables. H2 keeps those that exist. */
@Slow
class UnfinishedTablesTest {
  @ParameterizedTest
  @CsvSource({
    "1, BATCH_STEP_EXECUTION_CONTEXT",
    "2, QRTZ_BLOB_TRIGGERS",
    "2, QRTZ_SCHEDULER_STATE",
    "3, 'retention_call, retention_earlier_result, retention_ledger'",
    "4, retention_call",
    "5, retention_sighting",
    "6, retention_repository",
    "14, 'retention_earlier_plan, retention_earlier_result'",
  })
  void theNextStartCreatesTheMissingTables(String killedIn, String missing, @TempDir Path directory)
      throws IOException {
    try (Sandbox sandbox = Sandbox.builder().start()) {
      Installation installation = new Installation(Databases.H2, directory, sandbox);
      assertThat(installation.run("runs").exit()).isZero();
      installation.database().change("DROP TABLE " + missing);
      installation
          .database()
          .change(
              "DELETE FROM \"flyway_schema_history\" WHERE \"installed_rank\" >= (SELECT"
                  + " \"installed_rank\" FROM \"flyway_schema_history\" WHERE \"version\" = '"
                  + killedIn
                  + "')");

      installation.restart();
      // The file is marked once it has all its tables.
      Files.delete(directory.resolve("data").resolve("retention.id"));

      Ended next = installation.run("runs");

      assertThat(next.exit()).as(next.err()).isZero();
      assertThat(installation.database().tables())
          .contains(missing.toLowerCase(Locale.ROOT).split(", "));
    }
  }
}
