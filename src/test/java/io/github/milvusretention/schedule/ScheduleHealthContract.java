package io.github.milvusretention.schedule;

import static io.github.milvusretention.schedule.TestRules.LEAP_DAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.github.milvusretention.job.history.LastSuccess;
import io.github.milvusretention.ledger.Releases;
import io.github.milvusretention.story.SettableClock;
import io.github.milvusretention.tier.Slow;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.quartz.JobKey;
import org.quartz.SchedulerException;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The health of the schedules, on every database. */
abstract class ScheduleHealthContract {
  private static final String NIGHTLY = "0 15 3 * * ?";

  private final Instant start = Instant.now();
  private final SettableClock clock = new SettableClock(start.toString());
  private final LastSuccess lastSuccess = mock(LastSuccess.class);
  private final Releases releases = mock(Releases.class);
  private TestDatabase database;
  private Optional<String> disagreement = Optional.empty();
  private Map<String, String> refused = Map.of();

  abstract TestDatabase emptyDatabase();

  @BeforeEach
  void createDatabase() {
    database = emptyDatabase().withQuartzTables();
  }

  @Test
  void healthIsUpOnlyWhileEveryPolicyWillFire() throws Exception {
    TestRules rules = new TestRules().policy("nightly", LEAP_DAY, "UTC").policy("by-hand");
    try (QuartzNode node = QuartzNode.on(database)) {
      node.reconcile(rules.rules());
      ScheduleHealthIndicator health = health(node, rules);
      assertDown(health, "in standby");
      node.start();
      assertUp(health);
      assertThat(health.health().getDetails()).containsEntry("scheduler", "started");
      assertThat(health.health().getDetails().get("policies"))
          .asString()
          .startsWith("{nightly={state=ok, next=2")
          .contains("-02-29T03:15:00Z, lastSuccess=never, maxAge=PT")
          .doesNotContain("by-hand");

      node.update("UPDATE QRTZ_TRIGGERS SET TRIGGER_STATE = 'ERROR'");
      assertDown(health, "nightly={state=its trigger is in error, cure=see the log for the reason");
      node.reconcile(rules.rules());
      assertUp(health);

      node.change(scheduler -> scheduler.pauseTrigger(QuartzNode.key("nightly")));
      assertDown(health, "nightly={state=its trigger is paused");
      node.change(scheduler -> scheduler.deleteJob(new JobKey("nightly", Schedules.GROUP)));
      assertDown(health, "nightly={state=has no trigger, cure=restart this process");
      node.reconcile(rules.rules());
      assertUp(health);

      node.standby();
      assertDown(health, "in standby");
    }
  }

  @Slow
  @Test
  void healthIsDownOnceTheFileIsNotTheOneThatWasRead() throws Exception {
    TestRules rules = new TestRules().policy("nightly", LEAP_DAY, "UTC");
    try (QuartzNode node = QuartzNode.on(database)) {
      node.reconcile(rules.rules()).start();
      ScheduleHealthIndicator health = health(node, rules);
      assertUp(health);

      rules.write(rules.text().replace("P3M", "P6M"));
      assertDown(health, "policy nightly: keep; no schedule fires until this process is restarted");
      rules.write(rules.text());
      assertUp(health);
      rules.write(rules.text() + "  console:\n    read-only: true\n");
      assertUp(health);
      assertThat(health.health().getDetails().toString())
          .contains(
              "rules=the console in the rules file is not the one that this process read;"
                  + " schedules fire as before");
    }
  }

  /** Everybody may ask for health. */
  @Test
  void healthTellsNoNameOfAUserAndNoPath() throws Exception {
    TestRules rules = new TestRules().policy("nightly", LEAP_DAY, "UTC");
    try (QuartzNode node = QuartzNode.on(database)) {
      node.reconcile(rules.rules()).start();
      ScheduleHealthIndicator health = health(node, rules);
      String hash = "{bcrypt}$2a$10$" + "a".repeat(53);
      String olga =
          "  console:\n    users:\n      olga: {password: \"%s\", roles: [viewer]}\n"
              .formatted(hash);

      for (String text :
          List.of(
              rules.text() + olga,
              rules.text() + olga.replace("viewer", "olgaX"),
              rules.text().replace("P3M", "P6M") + olga,
              rules.text().replace("P3M", "olgaX"))) {
        rules.write(text);
        assertThat(health.health().getDetails().toString())
            .contains("is not the one that this process read")
            .doesNotContain("olga", ".yaml");
      }
      rules.write(rules.text().replace("P3M", "P6M") + olga);
      assertDown(
          health,
          "rules=the rules file is not the one that this process read: changed: policy nightly:"
              + " keep; console; no schedule fires until this process is restarted");
    }
  }

  @Slow
  @Test
  void healthIsDownWhileAnotherDaemonHasOtherRulesForAPolicy() throws Exception {
    TestRules rules = new TestRules().policy("nightly", LEAP_DAY, "UTC");
    try (QuartzNode node = QuartzNode.on(database)) {
      node.reconcile(rules.rules()).start();
      ScheduleHealthIndicator health = health(node, rules);
      assertUp(health);

      disagreement = Optional.of("another daemon (ann@two:8) has other rules for it: keep");
      assertDown(
          health,
          "nightly={state=another daemon (ann@two:8) has other rules for it: keep; neither fires"
              + " it, cure=restart the daemon with the older file");
      disagreement = Optional.empty();
      assertUp(health);
    }
  }

  @Test
  void healthWithoutADatabaseIsDownWithoutDetails() throws Exception {
    TestRules rules = new TestRules().policy("nightly", LEAP_DAY, "UTC");
    QuartzNode node = QuartzNode.on(database);
    node.reconcile(rules.rules());
    ScheduleHealthIndicator health = health(node, rules);
    node.dataSource.close();

    assertThat(health.health())
        .isEqualTo(Health.down().withDetail("schedules", "could not be read; see the log").build());
    node.close();
  }

  @Test
  void healthIsDownWhenAFiringIsOverdue() throws Exception {
    TestRules rules = new TestRules().policy("nightly", LEAP_DAY, "UTC");
    try (QuartzNode node = QuartzNode.on(database)) {
      node.reconcile(rules.rules()).start();
      ScheduleHealthIndicator health = health(node, rules);
      Instant due = node.trigger("nightly").getNextFireTime().toInstant();

      clock.set(due.plus(Duration.ofMinutes(2)));
      assertUp(health);
      clock.set(due.plus(Duration.ofMinutes(4)));
      assertDown(health, "state=its firing is overdue, cure=check the log");

      node.update("UPDATE QRTZ_TRIGGERS SET TRIGGER_STATE = 'BLOCKED'");
      assertUp(health);
    }
  }

  /** As health has it, and as a process sees it that has no scheduler. */
  @Slow
  @Test
  void theNextFiringIsReadFromTheDatabase() throws Exception {
    TestRules rules = new TestRules().policy("nightly", LEAP_DAY, "UTC").policy("by-hand");
    try (QuartzNode node = QuartzNode.on(database)) {
      NextFirings firings = new NextFirings(JdbcClient.create(node.dataSource), rules.rules());
      assertThat(firings.byPolicy(start)).isEmpty();
      node.reconcile(rules.rules()).start();
      Instant made = node.trigger("nightly").getStartTime().toInstant();
      Instant due = node.trigger("nightly").getNextFireTime().toInstant();

      assertThat(firings.byPolicy(start))
          .isEqualTo(Map.of("nightly", new NextFirings.Firing(made, due)));
      // Quartz moves it to the present, again and again, while nothing fires.
      Instant late = due.plus(Duration.ofHours(2));
      node.update("UPDATE QRTZ_TRIGGERS SET NEXT_FIRE_TIME = " + late.toEpochMilli());
      assertThat(firings.byPolicy(late))
          .isEqualTo(Map.of("nightly", new NextFirings.Firing(made, due)));
      node.update("UPDATE QRTZ_TRIGGERS SET TRIGGER_STATE = 'BLOCKED'");
      assertThat(firings.byPolicy(late).values())
          .as("the run of that firing goes on, and the next one is years away")
          .singleElement()
          .satisfies(firing -> assertThat(firing.due()).isAfter(due.plus(Duration.ofDays(365))));
    }
  }

  @Test
  void aNewPolicyHasTwoIntervalsToSucceedAcrossRestarts() throws Exception {
    TestRules rules = new TestRules().policy("nightly", NIGHTLY, "UTC");
    try (QuartzNode node = QuartzNode.on(database)) {
      ready(node, rules);
      ScheduleHealthIndicator health = health(node, rules);
      assertUp(health);
      clock.set(start.plus(Duration.ofHours(47)));
      assertUp(health);
    }
    clock.set(start.plus(Duration.ofHours(49)));

    try (QuartzNode restarted = QuartzNode.on(database)) {
      ready(restarted, rules);
      ScheduleHealthIndicator health = health(restarted, rules);
      assertDown(health, "state=no run has completed for longer than its max-age");
      assertDown(health, "cure=find the reason with runs --policy nightly");
      assertDown(health, "lastSuccess=never, maxAge=PT48H");
      refused = Map.of("nightly", "max-drops");
      assertDown(
          health,
          "longer than its max-age: its last plan was refused by max-drops, cure=read what runs"
              + " --policy nightly says, and accept that plan or correct the rules");

      Instant success = start.plus(Duration.ofHours(2));
      when(lastSuccess.byPolicy()).thenReturn(Map.of("nightly", success));
      assertUp(health);
      assertThat(health.health().getDetails().toString()).contains("lastSuccess=" + success);
      clock.set(success.plus(Duration.ofHours(49)));
      assertDown(health, "since=" + success);
    }
  }

  @Slow
  @Test
  void maxAgeOverridesTheIntervalsOfTheSchedule() throws Exception {
    TestRules rules =
        new TestRules().policy("nightly", NIGHTLY, "UTC").value("nightly", "max-age", "P7D");
    try (QuartzNode node = QuartzNode.on(database)) {
      ready(node, rules);
      ScheduleHealthIndicator health = health(node, rules);
      clock.set(start.plus(Duration.ofDays(6)));
      assertUp(health);
      clock.set(start.plus(Duration.ofDays(8)));
      assertDown(health, "maxAge=PT168H");
    }
  }

  @Slow
  @Test
  void aChangedScheduleRestartsTheAge() throws Exception {
    TestRules yearly = new TestRules().policy("nightly", LEAP_DAY, "UTC");
    TestRules nightly = new TestRules().policy("nightly", NIGHTLY, "UTC");
    when(lastSuccess.byPolicy()).thenReturn(Map.of("nightly", start.minus(Duration.ofDays(300))));
    try (QuartzNode node = QuartzNode.on(database)) {
      ready(node, yearly);
      node.update(
          "UPDATE QRTZ_TRIGGERS SET START_TIME = "
              + start.minus(Duration.ofDays(400)).toEpochMilli());
      assertUp(health(node, yearly));

      ready(node, nightly);
      assertUp(health(node, nightly));
      clock.set(start.plus(Duration.ofHours(49)));
      assertDown(health(node, nightly), "state=no run has completed");
    }
  }

  @Slow
  @Test
  void aPolicyWithoutAScheduleIsCheckedOnlyWithAMaxAge() throws Exception {
    TestRules rules =
        new TestRules().policy("by-hand").value("by-hand", "max-age", "2d").policy("whenever");
    try (QuartzNode node = QuartzNode.on(database)) {
      ready(node, rules);
      ScheduleHealthIndicator health = health(node, rules);
      assertUp(health);
      assertThat(health.health().getDetails().toString())
          .contains("by-hand={state=ok, next=never, lastSuccess=never, maxAge=PT48H")
          .doesNotContain("whenever");
      clock.set(start.plus(Duration.ofHours(49)));
      assertDown(health, "by-hand={state=no run has completed");
      when(lastSuccess.byPolicy()).thenReturn(Map.of("by-hand", start));
      clock.set(start.plus(Duration.ofHours(47)));
      assertUp(health);
    }
  }

  /**
   * Starts the node with a next firing far in the future, so that no clock setting makes it due.
   */
  private static void ready(QuartzNode node, TestRules rules) throws SchedulerException {
    node.reconcile(rules.rules()).start();
    node.update(
        "UPDATE QRTZ_TRIGGERS SET NEXT_FIRE_TIME = %d, PREV_FIRE_TIME = %d"
            .formatted(
                Instant.parse("2100-01-01T03:15:00Z").toEpochMilli(),
                Instant.parse("2099-12-31T03:15:00Z").toEpochMilli()));
  }

  private ScheduleHealthIndicator health(QuartzNode node, TestRules rules) {
    return new ScheduleHealthIndicator(
        node.scheduler,
        rules.rules(),
        new RulesInForce(rules.onDisk(), clock, policy -> disagreement),
        () -> new Recorded(lastSuccess.byPolicy(), releases.waiting(), refused),
        clock);
  }

  private static void assertUp(ScheduleHealthIndicator health) {
    assertThat(health.health().getStatus()).as(health.health().toString()).isEqualTo(Status.UP);
  }

  private static void assertDown(ScheduleHealthIndicator health, String why) {
    assertThat(health.health().getStatus()).isEqualTo(Status.DOWN);
    assertThat(health.health().getDetails().toString()).contains(why);
  }
}
