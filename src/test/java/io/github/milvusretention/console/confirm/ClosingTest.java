package io.github.milvusretention.console.confirm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.milvusretention.sandbox.Reaction;
import io.github.milvusretention.tier.Slow;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.YearMonth;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A daemon that ends waits for the runs that people started in it, as for those of a schedule. */
@Slow
class ClosingTest {
  @Test
  void theRunStopsAfterThePartitionInHandAndItsEndIsRecorded(@TempDir Path directory)
      throws SQLException {
    try (Desk desk = new Desk(directory)) {
      desk.days("docs", YearMonth.of(2024, 2));
      desk.milvus.on("partitions/drop").react(Reaction.delay(Duration.ofMillis(500)));
      long run = desk.visit("ada").submit("/policies/nightly/run", Map.of()).run();
      assertThat(run).isEqualTo(1);
      await().until(() -> !desk.milvus.callsTo("partitions/drop").isEmpty());
      desk.stop();
    }

    try (Connection connection =
            DriverManager.getConnection(
                "jdbc:h2:async:" + directory.resolve("retention") + ";WRITE_DELAY=0", "sa", "");
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery("SELECT exit_code, end_time FROM batch_job_execution")) {
      assertThat(row.next()).isTrue();
      assertThat(row.getString("exit_code")).isEqualTo("STOPPED");
      assertThat(row.getTimestamp("end_time")).isNotNull();
    }
  }
}
