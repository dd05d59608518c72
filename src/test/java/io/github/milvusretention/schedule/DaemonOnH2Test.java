package io.github.milvusretention.schedule;

import static io.github.milvusretention.schedule.TestRules.LEAP_DAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.milvusretention.lease.DaemonLease;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DaemonOnH2Test extends DaemonContract {
  @TempDir Path directory;

  @Override
  TestDatabase emptyDatabase() {
    return TestDatabase.h2(directory);
  }

  @Test
  void aDaemonWhoseFileWasDeletedIsNotHealthy() throws Exception {
    Path file = directory.resolve("retention.mv.db");
    try (Daemon daemon =
        Daemon.start(emptyDatabase(), new TestRules().policy("nightly", LEAP_DAY, "UTC"))) {
      assertThat(daemon.get("/actuator/health").statusCode()).isEqualTo(200);

      Files.delete(file);

      assertThat(daemon.get("/actuator/health").statusCode()).isEqualTo(503);
      assertThat(daemon.get("/actuator/health").body())
          .contains(file + " was deleted or replaced while it was open");
    }
  }

  @Test
  void healthAndMetricsCanHaveAPortOfTheirOwn() throws Exception {
    TestRules rules = new TestRules().policy("nightly", LEAP_DAY, "UTC");
    try (Daemon daemon =
        Daemon.start(emptyDatabase(), rules, Map.of("management.server.port", 0))) {
      for (String path : List.of("/actuator/health", "/actuator/info", "/actuator/prometheus")) {
        assertThat(daemon.getFromManagement(path).statusCode()).as(path).isEqualTo(200);
        assertThat(daemon.get(path).statusCode()).as(path).isEqualTo(404);
      }
      for (String path : List.of("/", "/error", "/actuator", "/actuator/env", "/actuator/sbom")) {
        assertThat(daemon.getFromManagement(path).statusCode()).as(path).isEqualTo(404);
      }
    }
  }

  @Test
  void aDaemonThatLostItsLeaseStopsFiring() throws Exception {
    TestDatabase database = emptyDatabase();
    try (Daemon daemon =
        Daemon.start(database, new TestRules().policy("nightly", LEAP_DAY, "UTC"))) {
      assertThat(daemon.get("/actuator/health").statusCode()).isEqualTo(200);

      database.update(
          "UPDATE retention_lease SET owner = 'another', fence = fence + 1 WHERE policy = '"
              + DaemonLease.NAME
              + "'");

      await()
          .atMost(Duration.ofMinutes(3))
          .until(() -> daemon.get("/actuator/health").statusCode() == 503);
      assertThat(daemon.get("/actuator/health").body()).contains("in standby, nothing fires");
    }
  }
}
