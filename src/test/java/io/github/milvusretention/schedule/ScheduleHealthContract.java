package io.github.milvusretention.schedule;

import static io.github.milvusretention.schedule.Written.LEAP_DAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.github.milvusretention.job.LastSuccess;
import io.github.milvusretention.story.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.quartz.JobKey;
import org.quartz.SchedulerException;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

/** What the daemon says of its schedules, on every database that they are kept in. */
abstract class ScheduleHealthContract {
  private static final String NIGHTLY = "0 15 3 * * ?";

  private final Instant start = Instant.now();
  private final SettableClock clock = new SettableClock(start.toString());
  private final LastSuccess lastDone = mock(LastSuccess.class);
  private Store store;

  abstract Store emptyStore();

  @BeforeEach
  void makeStore() {
    store = emptyStore().withQuartzTables();
  }

  @Test
  void healthIsGreenOnlyWhileEveryPolicyWillFire() throws Exception {
    Written rules = new Written().policy("nightly", LEAP_DAY, "UTC").policy("by-hand");
    try (Node node = Node.on(store)) {
      node.reconcile(rules.rules());
      ScheduleHealthIndicator health = health(node, rules);
      assertRed(health, "in standby");
      node.start();
      assertGreen(health);
      assertThat(health.health().getDetails()).containsEntry("scheduler", "started");
      assertThat(health.health().getDetails().get("policies"))
          .asString()
          .startsWith("{nightly={state=ok, next=2")
          .contains("-02-29T03:15:00Z, lastSuccess=never, maxAge=PT")
          .doesNotContain("by-hand");

      node.update("UPDATE QRTZ_TRIGGERS SET TRIGGER_STATE = 'ERROR'");
      assertRed(health, "nightly={state=its trigger is in error, cure=the log says why");
      node.reconcile(rules.rules());
      assertGreen(health);

      node.change(scheduler -> scheduler.pauseTrigger(Node.key("nightly")));
      assertRed(health, "nightly={state=its trigger is paused");
      node.change(scheduler -> scheduler.deleteJob(new JobKey("nightly", Schedules.GROUP)));
      assertRed(health, "nightly={state=has no trigger, cure=restart this process");
      node.reconcile(rules.rules());
      assertGreen(health);

      node.standby();
      assertRed(health, "in standby");
    }
  }

  @Test
  void healthWithoutADatabaseIsRedAndTellsNothingOfIt() throws Exception {
    Written rules = new Written().policy("nightly", LEAP_DAY, "UTC");
    Node node = Node.on(store);
    node.reconcile(rules.rules());
    ScheduleHealthIndicator health = health(node, rules);
    node.dataSource.close();

    assertThat(health.health())
        .isEqualTo(
            Health.down().withDetail("schedules", "could not be read, the log says why").build());
    node.close();
  }

  @Test
  void itTurnsRedWhenAFiringIsOverdue() throws Exception {
    Written rules = new Written().policy("nightly", LEAP_DAY, "UTC");
    try (Node node = Node.on(store)) {
      node.reconcile(rules.rules()).start();
      ScheduleHealthIndicator health = health(node, rules);
      Instant due = node.trigger("nightly").getNextFireTime().toInstant();

      clock.set(due.plus(Duration.ofMinutes(2)));
      assertGreen(health);
      clock.set(due.plus(Duration.ofMinutes(4)));
      assertRed(health, "state=its firing is overdue, cure=look into the log");

      node.update("UPDATE QRTZ_TRIGGERS SET TRIGGER_STATE = 'BLOCKED'");
      assertGreen(health);
    }
  }

  @Test
  void aNewPolicyHasTwoIntervalsToSucceedWhateverIsRestarted() throws Exception {
    Written rules = new Written().policy("nightly", NIGHTLY, "UTC");
    try (Node node = Node.on(store)) {
      ready(node, rules);
      ScheduleHealthIndicator health = health(node, rules);
      assertGreen(health);
      clock.set(start.plus(Duration.ofHours(47)));
      assertGreen(health);
    }
    clock.set(start.plus(Duration.ofHours(49)));

    try (Node restarted = Node.on(store)) {
      ready(restarted, rules);
      ScheduleHealthIndicator health = health(restarted, rules);
      assertRed(health, "state=no run has completed for longer than its max-age");
      assertRed(health, "cure=look why: runs --policy nightly");
      assertRed(health, "lastSuccess=never, maxAge=PT48H");

      Instant success = start.plus(Duration.ofHours(2));
      when(lastDone.byPolicy()).thenReturn(Map.of("nightly", success));
      assertGreen(health);
      assertThat(health.health().getDetails().toString()).contains("lastSuccess=" + success);
      clock.set(success.plus(Duration.ofHours(49)));
      assertRed(health, "since=" + success);
    }
  }

  @Test
  void anAgeThatIsWrittenGoesBeforeThatOfTheSchedule() throws Exception {
    Written rules =
        new Written().policy("nightly", NIGHTLY, "UTC").value("nightly", "max-age", "P7D");
    try (Node node = Node.on(store)) {
      ready(node, rules);
      ScheduleHealthIndicator health = health(node, rules);
      clock.set(start.plus(Duration.ofDays(6)));
      assertGreen(health);
      clock.set(start.plus(Duration.ofDays(8)));
      assertRed(health, "maxAge=PT168H");
    }
  }

  @Test
  void anotherScheduleBeginsToCountAnew() throws Exception {
    Written yearly = new Written().policy("nightly", LEAP_DAY, "UTC");
    Written nightly = new Written().policy("nightly", NIGHTLY, "UTC");
    when(lastDone.byPolicy()).thenReturn(Map.of("nightly", start.minus(Duration.ofDays(300))));
    try (Node node = Node.on(store)) {
      ready(node, yearly);
      node.update(
          "UPDATE QRTZ_TRIGGERS SET START_TIME = "
              + start.minus(Duration.ofDays(400)).toEpochMilli());
      assertGreen(health(node, yearly));

      ready(node, nightly);
      assertGreen(health(node, nightly));
      clock.set(start.plus(Duration.ofHours(49)));
      assertRed(health(node, nightly), "state=no run has completed");
    }
  }

  @Test
  void aPolicyByHandIsLookedAtOnlyIfItsAgeIsWritten() throws Exception {
    Written rules =
        new Written().policy("by-hand").value("by-hand", "max-age", "2d").policy("whenever");
    try (Node node = Node.on(store)) {
      ready(node, rules);
      ScheduleHealthIndicator health = health(node, rules);
      assertGreen(health);
      assertThat(health.health().getDetails().toString())
          .contains("by-hand={state=ok, next=never, lastSuccess=never, maxAge=PT48H")
          .doesNotContain("whenever");
      clock.set(start.plus(Duration.ofHours(49)));
      assertRed(health, "by-hand={state=no run has completed");
      when(lastDone.byPolicy()).thenReturn(Map.of("by-hand", start));
      clock.set(start.plus(Duration.ofHours(47)));
      assertGreen(health);
    }
  }

  /** Started, and its next firing is not due at whatever the clock is set to. */
  private static void ready(Node node, Written rules) throws SchedulerException {
    node.reconcile(rules.rules()).start();
    node.update(
        "UPDATE QRTZ_TRIGGERS SET NEXT_FIRE_TIME = %d, PREV_FIRE_TIME = %d"
            .formatted(
                Instant.parse("2100-01-01T03:15:00Z").toEpochMilli(),
                Instant.parse("2099-12-31T03:15:00Z").toEpochMilli()));
  }

  private ScheduleHealthIndicator health(Node node, Written rules) {
    return new ScheduleHealthIndicator(node.scheduler, rules.rules(), lastDone, clock);
  }

  private static void assertGreen(ScheduleHealthIndicator health) {
    assertThat(health.health().getStatus()).as(health.health().toString()).isEqualTo(Status.UP);
  }

  private static void assertRed(ScheduleHealthIndicator health, String why) {
    assertThat(health.health().getStatus()).isEqualTo(Status.DOWN);
    assertThat(health.health().getDetails().toString()).contains(why);
  }
}
