package io.github.milvusretention.schedule;

import static io.github.milvusretention.schedule.TestRules.EVERY_SECOND;
import static io.github.milvusretention.schedule.TestRules.LEAP_DAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.milvusretention.tier.Slow;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.quartz.Job;
import org.quartz.JobExecutionContext;
import org.quartz.JobKey;
import org.quartz.Scheduler;

/** A real scheduler that fires, on every database. */
abstract class FiringsContract {
  private static final Duration TIMEOUT = Duration.ofMinutes(3);

  private final List<JobExecutionContext> firings = new CopyOnWriteArrayList<>();
  private TestDatabase database;

  abstract TestDatabase emptyDatabase();

  @BeforeEach
  void createDatabase() {
    database = emptyDatabase().withQuartzTables();
  }

  @Test
  void firingsMissedForSeveralNightsAreReplacedByOneImmediateFiring() throws Exception {
    TestRules rules = new TestRules().policy("nightly", LEAP_DAY, "UTC");
    try (QuartzNode node = QuartzNode.on(database)) {
      node.reconcile(rules.rules());
    }
    Instant start = Instant.now();
    database.setNextFireTime(start.minus(Duration.ofDays(7)).toEpochMilli());

    try (QuartzNode restarted = QuartzNode.on(database, (bundle, scheduler) -> firings::add)) {
      restarted.reconcile(rules.rules()).start();
      await().atMost(TIMEOUT).until(() -> !firings.isEmpty());
      assertThat(restarted.trigger("nightly").getNextFireTime().toInstant())
          .isAfter(start.plus(Duration.ofDays(1)));
    }

    assertThat(firings).hasSize(1);
    assertThat(firings.get(0).getScheduledFireTime().toInstant()).isAfterOrEqualTo(start);
  }

  @Slow
  @Test
  void aPolicyDoesNotFireWhileItIsRunning() throws Exception {
    CountDownLatch end = new CountDownLatch(1);
    Job job =
        context -> {
          firings.add(context);
          await().atMost(TIMEOUT).until(() -> end.getCount() == 0);
        };
    try (QuartzNode node = QuartzNode.on(database, (bundle, scheduler) -> job)) {
      node.reconcile(new TestRules().policy("often", EVERY_SECOND, "UTC").rules()).start();
      await().atMost(TIMEOUT).until(() -> firings.size() == 1);
      Instant due = node.trigger("often").getNextFireTime().toInstant();

      await().atMost(TIMEOUT).until(() -> Instant.now().isAfter(due.plusSeconds(1)));
      assertThat(firings).hasSize(1);

      end.countDown();
      await().atMost(TIMEOUT).until(() -> firings.size() >= 2);
      node.change(scheduler -> scheduler.deleteJob(new JobKey("often", Schedules.GROUP)));
    }
  }

  @Slow
  @Test
  void aJobThatThrowsIsFiredAgain() throws Exception {
    Job job =
        context -> {
          firings.add(context);
          throw new IllegalStateException("unexpected");
        };
    try (QuartzNode node = QuartzNode.on(database, (bundle, scheduler) -> job)) {
      node.reconcile(new TestRules().policy("often", EVERY_SECOND, "UTC").rules()).start();

      await().atMost(TIMEOUT).until(() -> firings.size() >= 2);
      node.change(scheduler -> scheduler.deleteJob(new JobKey("often", Schedules.GROUP)));
    }
  }

  @Slow
  @Test
  void theFiringOfADeadNodeIsRecoveredWithItsScheduledTime() throws Exception {
    TestRules rules = new TestRules().policy("nightly", LEAP_DAY, "UTC");
    try (QuartzNode node = QuartzNode.on(database)) {
      node.reconcile(rules.rules());
    }
    long due = Instant.parse("2026-11-20T03:15:00Z").toEpochMilli();
    String dead = database.isPostgres() ? "dead" : "NON_CLUSTERED";
    database.update(
        """
        INSERT INTO QRTZ_FIRED_TRIGGERS (SCHED_NAME, ENTRY_ID, TRIGGER_NAME, TRIGGER_GROUP,
          INSTANCE_NAME, FIRED_TIME, SCHED_TIME, PRIORITY, STATE, JOB_NAME, JOB_GROUP,
          IS_NONCONCURRENT, REQUESTS_RECOVERY)
        VALUES ('milvus-retention', 'dead1', 'nightly', 'policies', '%s', %d, %d, 5,
          'EXECUTING', 'nightly', 'policies', TRUE, TRUE)
        """
            .formatted(dead, due + 7, due));

    try (QuartzNode restarted = QuartzNode.on(database, (bundle, scheduler) -> firings::add)) {
      restarted.reconcile(rules.rules()).start();
      await().atMost(TIMEOUT).until(() -> !firings.isEmpty());
    }

    assertThat(firings).hasSize(1);
    assertThat(firings.get(0).isRecovering()).isTrue();
    assertThat(
            firings
                .get(0)
                .getMergedJobDataMap()
                .getLongValue(
                    Scheduler.FAILED_JOB_ORIGINAL_TRIGGER_SCHEDULED_FIRETIME_IN_MILLISECONDS))
        .isEqualTo(due);
  }
}
