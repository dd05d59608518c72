package io.github.milvusretention.schedule;

import static io.github.milvusretention.schedule.TestRules.LEAP_DAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.milvusretention.audit.Actor;
import io.github.milvusretention.dist.Monitoring;
import io.github.milvusretention.dist.Promtool;
import io.github.milvusretention.hold.HoldStore;
import io.github.milvusretention.lease.DaemonLease;
import io.github.milvusretention.ops.Scrape;
import io.github.milvusretention.policy.Address;
import io.github.milvusretention.policy.hold.Covers;
import io.github.milvusretention.policy.hold.HoldKind;
import io.github.milvusretention.sandbox.Sandbox;
import io.github.milvusretention.sandbox.States;
import io.github.milvusretention.tier.Slow;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

class DaemonOnH2Test extends DaemonContract {
  @TempDir Path directory;

  @Override
  TestDatabase emptyDatabase() {
    return TestDatabase.h2(directory);
  }

  @Slow
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

  /** Alerts and boards rot where a metric is renamed; Prometheus does not mind. */
  @Slow
  @Test
  void everyMetricThatAnAlertOrTheBoardNamesIsScraped() throws Exception {
    try (Sandbox milvus = Sandbox.builder().seed(States::quickSetup).start()) {
      TestRules rules =
          new TestRules()
              .more(
                  """
                    notify:
                      hook:
                        kind: webhook
                        url: http://127.0.0.1:1/
                        allow-local: true
                  """)
              .cluster(milvus.uri().toString())
              .policy("nightly", LEAP_DAY, "UTC")
              .value("nightly", "max-age", "P2000D");
      try (Daemon daemon = Daemon.start(emptyDatabase(), rules)) {
        daemon
            .bean(HoldStore.class)
            .place(
                new HoldStore.Wanted(
                    HoldKind.HOLD,
                    Covers.of(new Address("local", "default", "quick_setup", "january")),
                    "ann",
                    "a test",
                    Instant.now().plus(Duration.ofDays(3))),
                Actor.ofCommand("ann", "here"));
        daemon.fire("nightly");
        await()
            .atMost(Duration.ofMinutes(3))
            // What it found of the cluster is written down last.
            .until(
                () ->
                    daemon
                            .bean(JdbcClient.class)
                            .sql("SELECT COUNT(*) FROM retention_cluster_contact")
                            .query(Integer.class)
                            .single()
                        == 1);
        Scrape scrape = new Scrape(daemon.get("/actuator/prometheus").body());

        assertThat(scrape.value("retention_repository_up")).isEqualTo(1);
        assertThat(scrape.names()).containsAll(Monitoring.metrics());
        Promtool.Ended check = Promtool.run(scrape.ours(), "check", "metrics");
        assertThat(check.output()).as(scrape.ours()).isEmpty();
        assertThat(check.exit()).isZero();
      }
    }
  }

  @Slow
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

  @Slow
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
