package io.github.milvusretention.console.partition;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusretention.console.partition.RunsBehind.Asker;
import io.github.milvusretention.database.Databases;
import io.github.milvusretention.database.EveryDatabase;
import io.github.milvusretention.database.Repository;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@EveryDatabase
class RunsBehindTest {
  private final Databases database;
  private final Path directory;

  RunsBehindTest(Databases database, @TempDir Path directory) {
    this.database = database;
    this.directory = directory;
  }

  @Test
  void whoAskedIsKnownOfThoseThatWereNotPurged() {
    try (Repository repository = new Repository(database, directory)) {
      repository
          .jdbc()
          .sql(
              "INSERT INTO batch_job_instance (job_instance_id, version, job_name, job_key) VALUES"
                  + " (1, 0, 'partitionRetention', '1')")
          .update();
      repository
          .jdbc()
          .sql(
              "INSERT INTO batch_job_execution (job_execution_id, version, job_instance_id,"
                  + " create_time) VALUES (7, 0, 1, CURRENT_TIMESTAMP)")
          .update();
      parameter(repository, "trigger", "manual");
      parameter(repository, "requestedBy", "ada@ops");
      parameter(repository, "reason", "");
      parameter(repository, "policy", "nightly");
      RunsBehind runs = new RunsBehind(repository.jdbc());

      assertThat(runs.of(List.of(7L, 8L)))
          .hasSize(1)
          .containsEntry(7L, new Asker("manual", "ada@ops", ""));
      assertThat(runs.of(List.of())).isEmpty();
    }
  }

  private static void parameter(Repository repository, String name, String value) {
    repository
        .jdbc()
        .sql(
            "INSERT INTO batch_job_execution_params (job_execution_id, parameter_name,"
                + " parameter_type, parameter_value, identifying) VALUES (7, ?,"
                + " 'java.lang.String', ?, 'N')")
        .params(name, value)
        .update();
  }
}
