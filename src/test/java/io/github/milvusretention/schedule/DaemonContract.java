package io.github.milvusretention.schedule;

import static io.github.milvusretention.schedule.TestRules.LEAP_DAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.github.milvusretention.job.history.PastExecution;
import io.github.milvusretention.period.AsOf;
import io.github.milvusretention.run.RunExit;
import io.github.milvusretention.run.Trigger;
import io.github.milvusretention.sandbox.Call;
import io.github.milvusretention.sandbox.Reaction;
import io.github.milvusretention.sandbox.Sandbox;
import io.github.milvusretention.sandbox.States;
import io.github.milvusretention.tier.Slow;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.quartz.JobKey;
import org.quartz.Scheduler;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.quartz.LocalDataSourceJobStore;

/** The daemon as a whole, on every database. */
abstract class DaemonContract {
  private static final Duration TIMEOUT = Duration.ofMinutes(3);
  private static final DateTimeFormatter DAILY =
      DateTimeFormatter.ofPattern("'p_'uuuu_MM_dd", Locale.ROOT);

  private Sandbox milvus;
  private TestDatabase database;
  private TestRules rules;

  abstract TestDatabase emptyDatabase();

  @BeforeEach
  void startMilvus() {
    milvus = Sandbox.builder().seed(States::quickSetup).start();
    database = emptyDatabase();
    rules =
        new TestRules()
            .cluster(milvus.uri().toString())
            .policy("nightly", LEAP_DAY, "Pacific/Kiritimati");
  }

  @AfterEach
  void stopMilvus() {
    milvus.close();
  }

  /** P3M was read, and the file says P6M now: seven partitions that it keeps must stay. */
  @Test
  void nothingIsDroppedByRulesThatAreNoLongerInTheFile() throws Exception {
    try (Daemon daemon = Daemon.start(database, rules)) {
      assertThat(daemon.get("/actuator/health").body()).contains("\"status\":\"UP\"");

      rules.write(rules.text().replace("P3M", "P6M"));
      ListAppender<ILoggingEvent> log = new ListAppender<>();
      log.start();
      Logger logger = (Logger) LoggerFactory.getLogger(PolicyJob.class);
      logger.addAppender(log);
      daemon.fire("nightly");
      await()
          .atMost(TIMEOUT)
          .until(
              () ->
                  List.copyOf(log.list).stream()
                      .anyMatch(
                          line -> line.getFormattedMessage().contains("what is due is not run")));
      logger.detachAppender(log);

      assertThat(daemon.get("/actuator/health").body())
          .contains("\"status\":\"DOWN\"")
          .contains("policy nightly: keep; no schedule fires until this process is restarted");
      assertThat(daemon.runs()).isEmpty();
      assertThat(milvus.mutations()).isEmpty();

      rules.write(rules.text());
      daemon.fire("nightly");
      await().atMost(TIMEOUT).until(() -> done(daemon));
      assertThat(milvus.mutations()).isNotEmpty();
    }
  }

  @Slow
  @Test
  void aFiringMissedWhileTheDaemonWasDownRunsTheJobOnceWithTheCurrentAsOf() throws Exception {
    try (Daemon daemon = Daemon.start(database, rules)) {
      assertThat(daemon.get("/actuator/health").body()).contains("\"status\":\"UP\"");
      assertThat(daemon.get("/actuator/prometheus").body())
          .contains("retention_run_last_success_timestamp_seconds{policy=\"nightly\"} 0.0")
          .contains("retention_runs_total{outcome=\"done\",policy=\"nightly\"} 0.0");
    }
    database.setNextFireTime(Instant.now().minus(Duration.ofDays(7)).toEpochMilli());
    Instant start = Instant.now();

    try (Daemon restarted = Daemon.start(database, rules)) {
      await().atMost(TIMEOUT).until(() -> done(restarted));

      assertThat(restarted.runs()).hasSize(1);
      PastExecution run = restarted.runs().get(0);
      assertThat(run.run().asOf()).isIn(asOf("nightly", start), asOf("nightly", Instant.now()));
      assertThat(run.origin().trigger()).isEqualTo(Trigger.SCHEDULE);
      assertThat(run.exit()).isEqualTo(RunExit.DONE);
      assertThat(run.counts().own().dropped()).isPositive();
      assertThat(milvus.partitions("default", "quick_setup"))
          .hasSize(13 - run.counts().own().dropped());
      assertThat(restarted.scheduler().getTrigger(QuartzNode.key("nightly")).getNextFireTime())
          .isInTheFuture();
      await()
          .atMost(TIMEOUT)
          .untilAsserted(
              () ->
                  assertThat(restarted.get("/actuator/prometheus").body())
                      .contains("retention_runs_total{outcome=\"done\",policy=\"nightly\"} 1.0")
                      .contains(
                          "retention_partitions_total{policy=\"nightly\",state=\"DROPPED\"} "
                              + run.counts().own().dropped()
                              + ".0"));
    }

    try (Daemon again = Daemon.start(database, rules)) {
      assertThat(again.get("/actuator/prometheus").body())
          .contains("retention_run_last_success_timestamp_seconds{policy=\"nightly\"} 1.")
          .contains("retention_runs_total{outcome=\"done\",policy=\"nightly\"} 1.0");
    }
  }

  @Slow
  @Test
  void afterAWeekDownOneFiringDropsEverythingExpiredOldestFirst() throws Exception {
    LocalDate today = LocalDate.now(ZoneOffset.UTC);
    // The partitions that the run of last week kept, with a keep of ten days; in random order.
    List<LocalDate> days =
        new ArrayList<>(today.minusDays(17).datesUntil(today.plusDays(1)).toList());
    Collections.shuffle(days, new Random(7));
    milvus.createCollection("default", "logs");
    milvus.createPartitions("default", "logs", days.stream().map(DAILY::format).toList());
    String nightly = "0 0 " + (ZonedDateTime.now(ZoneOffset.UTC).getHour() + 12) % 24 + " * * ?";
    rules =
        new TestRules()
            .cluster(milvus.uri().toString())
            .policy("logs", nightly, "UTC")
            .value("logs", "collections", "logs")
            .value("logs", "partitions", "'p_'uuuu_MM_dd")
            .value("logs", "keep", "P10D");
    Daemon.start(database, rules).close();
    database.setNextFireTime(Instant.now().minus(Duration.ofDays(7)).toEpochMilli());
    Instant start = Instant.now();

    try (Daemon restarted = Daemon.start(database, rules)) {
      await().atMost(TIMEOUT).until(() -> done(restarted));

      assertThat(restarted.runs()).hasSize(1);
      AsOf asOf = restarted.runs().get(0).run().asOf();
      assertThat(asOf).isIn(asOf("logs", start), asOf("logs", Instant.now()));
      List<String> expired =
          days.stream()
              .filter(day -> !day.plusDays(11).isAfter(LocalDate.parse(asOf.toString())))
              .sorted()
              .map(DAILY::format)
              .toList();
      assertThat(expired).hasSizeGreaterThanOrEqualTo(7);
      assertThat(milvus.callsTo("partitions/drop"))
          .extracting(Call::partition)
          .containsExactlyElementsOf(expired);
      assertThat(milvus.partitions("default", "logs"))
          .hasSize(days.size() + 1 - expired.size())
          .doesNotContainAnyElementsOf(expired);
      assertThat(restarted.scheduler().getTrigger(QuartzNode.key("logs")).getNextFireTime())
          .as("only one firing replaces all missed ones")
          .isAfter(Date.from(start.plus(Duration.ofHours(10))));
    }
  }

  @Slow
  @Test
  void stoppingFinishesTheCurrentPartitionAndTheRunCanBeContinued() throws Exception {
    milvus.on("partitions/drop").once().react(Reaction.hang());
    Daemon daemon = Daemon.start(database, rules);
    daemon.fire("nightly");
    await().atMost(TIMEOUT).until(() -> !milvus.callsTo("partitions/drop").isEmpty());
    Scheduler scheduler = daemon.scheduler();

    CompletableFuture<Void> end = CompletableFuture.runAsync(daemon::close);
    await().atMost(TIMEOUT).until(scheduler::isInStandbyMode);
    assertThat(end).isNotDone();
    milvus.heal();

    assertThat(end).succeedsWithin(TIMEOUT);
    try (Daemon restarted = Daemon.start(database, rules)) {
      assertThat(restarted.runs()).hasSize(1);
      assertThat(restarted.runs().get(0).status()).isEqualTo("STOPPED");
      assertThat(restarted.runs().get(0).counts().own().dropped()).isEqualTo(1);
      restarted.fire("nightly");
      await().atMost(TIMEOUT).until(() -> restarted.runs().get(0).status().equals("COMPLETED"));
    }
  }

  @Slow
  @Test
  void servesHealthInfoAndMetricsAndNothingElse() throws Exception {
    try (Daemon daemon = Daemon.start(database, rules)) {
      for (String path :
          new String[] {
            "health", "health/liveness", "health/readiness", "health/policies", "info", "prometheus"
          }) {
        assertThat(daemon.get("/actuator/" + path).statusCode()).as(path).isEqualTo(200);
      }
      for (String path :
          new String[] {
            "/error",
            "/index.html",
            "/actuator",
            "/actuator/env",
            "/actuator/quartz",
            "/actuator/sbom",
            "/actuator/shutdown",
            "/actuator/heapdump",
            "/actuator/health/startup"
          }) {
        assertThat(daemon.get(path).statusCode()).as(path).isEqualTo(404);
      }
    }
  }

  @Slow
  @Test
  void healthRequestsDoNotLeakConnections() throws Exception {
    try (Daemon daemon = Daemon.start(database, rules)) {
      for (int i = 0; i < 15; i++) {
        assertThat(daemon.get("/actuator/health").statusCode()).as("time " + i).isEqualTo(200);
      }
    }
  }

  @Slow
  @Test
  void healthIsDownWhenAPolicyWouldNotFire() throws Exception {
    try (Daemon daemon = Daemon.start(database, rules)) {
      daemon.scheduler().deleteJob(new JobKey("nightly", Schedules.GROUP));

      assertThat(daemon.get("/actuator/health").statusCode()).isEqualTo(503);
      assertThat(daemon.get("/actuator/health").body())
          .contains("\"nightly\":{\"state\":\"has no trigger\",\"cure\":\"restart this process");
    }
  }

  /** What needs a person must not make anything restart or take the daemon out of service. */
  @Slow
  @Test
  void aPolicyThatNeedsAPersonDisturbsNoProbe() throws Exception {
    rules.value("nightly", "max-drops", "1");
    try (Daemon daemon = Daemon.start(database, rules)) {
      daemon.fire("nightly");
      await()
          .atMost(TIMEOUT)
          .until(() -> daemon.runs().stream().anyMatch(run -> run.end() != null));
      assertThat(daemon.get("/actuator/health/policies").body())
          .contains("\"refusedBy\":\"max-drops\"");

      daemon.change(scheduler -> scheduler.pauseTrigger(QuartzNode.key("nightly")));

      assertThat(daemon.get("/actuator/health").statusCode()).isEqualTo(503);
      assertThat(daemon.get("/actuator/health/policies").statusCode()).isEqualTo(503);
      assertThat(daemon.get("/actuator/health/policies").body())
          .contains("\"nightly\":{\"state\":\"its trigger is paused\",\"cure\":");
      assertThat(daemon.get("/actuator/health/readiness").statusCode()).isEqualTo(200);
      assertThat(daemon.get("/actuator/health/liveness").statusCode()).isEqualTo(200);

      daemon.scheduler().standby();

      assertThat(daemon.get("/actuator/health/readiness").statusCode()).isEqualTo(503);
      assertThat(daemon.get("/actuator/health/readiness").body())
          .contains("in standby, nothing fires", "\"cure\":\"read the log of this process");
      assertThat(daemon.get("/actuator/health/liveness").statusCode()).isEqualTo(200);
    }
  }

  @Slow
  @Test
  void quartzSettingsOfTheUserAreIgnored() throws Exception {
    Map<String, Object> settings =
        Map.of(
            "spring.quartz.job-store-type", "memory",
            "spring.quartz.scheduler-name", "mine",
            "spring.quartz.properties.org.quartz.jobStore.isClustered", "false");
    try (Daemon daemon = Daemon.start(database, rules, settings)) {
      assertThat(daemon.scheduler().getSchedulerName()).isEqualTo("milvus-retention");
      assertThat(daemon.scheduler().getMetaData().getJobStoreClass())
          .isEqualTo(LocalDataSourceJobStore.class);
      assertThat(daemon.scheduler().getMetaData().isJobStoreClustered())
          .isEqualTo(database.isPostgres());
    }
  }

  private static boolean done(Daemon daemon) {
    return daemon.runs().stream().anyMatch(run -> run.status().equals("COMPLETED"));
  }

  private AsOf asOf(String policy, Instant now) {
    return rules.rules().policy(policy).asOf(now);
  }
}
