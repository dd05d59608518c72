package io.github.milvusretention.job.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusretention.database.Databases;
import io.github.milvusretention.database.EveryDatabase;
import io.github.milvusretention.database.Repository;
import io.github.milvusretention.ledger.evidence.ExecutionRows;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@EveryDatabase
class StoredExecutionsTest {
  private final Repository repository;
  private final StoredExecutions stored;

  StoredExecutionsTest(Databases kind, @TempDir Path directory) {
    repository = new Repository(kind, directory);
    stored = new StoredExecutions(repository.jdbc(), new ExecutionRows(repository.jdbc()));
  }

  @AfterEach
  void close() {
    repository.close();
  }

  @Test
  void theNewestOfEachPolicyIsFoundWhicheverRanLast() {
    repository.leases().take("logs", "me", Duration.ofHours(1));
    repository.leases().take("docs", "me", Duration.ofHours(1));
    repository.leases().take("never ran", "me", Duration.ofHours(1));
    ran(7, "docs");
    ran(8, "logs");
    ran(9, "logs");
    ran(10, "logs");

    assertThat(stored.newestOfEach()).containsExactlyInAnyOrder(7L, 10L);
  }

  private void ran(long id, String policy) {
    repository
        .database()
        .change(
            "INSERT INTO batch_job_instance (job_instance_id, version, job_name, job_key) VALUES"
                + " (%s, 0, 'partitionRetention', '%s')".formatted(id, id));
    repository
        .database()
        .change(
            "INSERT INTO batch_job_execution (job_execution_id, version, job_instance_id,"
                + " create_time) VALUES (%s, 0, %s, CURRENT_TIMESTAMP)".formatted(id, id));
    parameter(id, "asOf", "2026-11-24");
    parameter(id, "policy", policy);
    parameter(id, "reason", "the policy is docs");
  }

  private void parameter(long id, String name, String value) {
    repository
        .database()
        .change(
            "INSERT INTO batch_job_execution_params (job_execution_id, parameter_name,"
                + " parameter_type, parameter_value, identifying) VALUES"
                + " (%s, '%s', 'java.lang.String', '%s', 'Y')".formatted(id, name, value));
  }
}
