package io.github.milvusretention.schedule;

import static io.github.milvusretention.schedule.TestRules.LEAP_DAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.milvusretention.schedule.quartz.JobStoreCheck;
import io.github.milvusretention.schedule.quartz.QuartzDatabase;
import io.github.milvusretention.tier.Slow;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Date;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.quartz.CronTrigger;
import org.quartz.JobBuilder;
import org.quartz.JobKey;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.Trigger.TriggerState;
import org.quartz.TriggerBuilder;
import org.springframework.scheduling.quartz.LocalDataSourceJobStore;

/** Triggers follow the rules, on every database. */
abstract class SchedulesContract {
  private static final long MISSED = Instant.parse("2026-02-01T03:15:00Z").toEpochMilli();

  private TestDatabase database;

  abstract TestDatabase emptyDatabase();

  @BeforeEach
  void createDatabase() {
    database = emptyDatabase().withQuartzTables();
  }

  @Test
  void quartzStoresSchedulesInTheDatabaseAndIsClusteredOnPostgres() throws Exception {
    try (QuartzNode node = QuartzNode.on(database)) {
      new JobStoreCheck(QuartzDatabase.of(node.dataSource)).check(node.scheduler);
      assertThat(node.scheduler.getMetaData().getJobStoreClass())
          .isEqualTo(LocalDataSourceJobStore.class);
      assertThat(node.scheduler.getMetaData().isJobStoreSupportsPersistence()).isTrue();
      assertThat(node.scheduler.getMetaData().isJobStoreClustered())
          .isEqualTo(database.isPostgres());
    }
  }

  @Test
  void aNewPolicyGetsATriggerInItsZone() throws Exception {
    try (QuartzNode node = QuartzNode.on(database)) {
      node.reconcile(new TestRules().policy("nightly", "0 15 3 * * ?", "Asia/Tokyo").rules());

      CronTrigger trigger = (CronTrigger) node.trigger("nightly");
      assertThat(trigger.getCronExpression()).isEqualTo("0 15 3 * * ?");
      assertThat(
              trigger.getNextFireTime().toInstant().atZone(ZoneId.of("Asia/Tokyo")).toLocalTime())
          .hasToString("03:15");
      assertThat(trigger.getMisfireInstruction())
          .isEqualTo(CronTrigger.MISFIRE_INSTRUCTION_FIRE_ONCE_NOW);
      assertThat(node.scheduler.getJobDetail(job("nightly")).requestsRecovery()).isTrue();
      assertThat(node.scheduler.getJobDetail(job("nightly")).isConcurrentExecutionDisallowed())
          .isTrue();
    }
  }

  @Slow
  @Test
  void aPolicyWithoutAScheduleGetsNoTrigger() throws Exception {
    try (QuartzNode node = QuartzNode.on(database)) {
      node.reconcile(new TestRules().policy("by-hand").rules());

      assertThat(node.scheduler.checkExists(job("by-hand"))).isFalse();
    }
  }

  @Slow
  @ParameterizedTest
  @ValueSource(strings = {"UTC", "Z", "Europe/Berlin", "+05:30", "UTC+02:00", "Etc/GMT+5", "-03"})
  void anUnchangedScheduleKeepsAMissedFiringAcrossARestart(String zone) throws Exception {
    TestRules rules = new TestRules().policy("nightly", "0 15 3 ? * mon", zone);
    try (QuartzNode node = QuartzNode.on(database)) {
      node.reconcile(rules.rules());
    }
    database.setNextFireTime(MISSED);

    try (QuartzNode restarted = QuartzNode.on(database)) {
      restarted.reconcile(rules.rules());

      assertThat(restarted.trigger("nightly").getNextFireTime()).isEqualTo(new Date(MISSED));
    }
  }

  @Test
  void aChangedCronReplacesTheTrigger() throws Exception {
    try (QuartzNode node = QuartzNode.on(database)) {
      node.reconcile(new TestRules().policy("nightly", "0 15 3 * * ?", "UTC").rules());
      node.reconcile(new TestRules().policy("nightly", "0 45 4 * * ?", "UTC").rules());

      assertThat(((CronTrigger) node.trigger("nightly")).getCronExpression())
          .isEqualTo("0 45 4 * * ?");
    }
  }

  @Slow
  @Test
  void aChangedZoneReplacesTheTrigger() throws Exception {
    try (QuartzNode node = QuartzNode.on(database)) {
      node.reconcile(new TestRules().policy("nightly", "0 15 3 * * ?", "UTC").rules());
      node.reconcile(new TestRules().policy("nightly", "0 15 3 * * ?", "+05:30").rules());

      assertThat(((CronTrigger) node.trigger("nightly")).getTimeZone().getID())
          .isEqualTo("GMT+05:30");
    }
  }

  @Slow
  @Test
  void removedAndUnscheduledPoliciesLoseTheirTriggersAndNoOthersDo() throws Exception {
    try (QuartzNode node = QuartzNode.on(database)) {
      node.reconcile(
          new TestRules()
              .policy("stays", LEAP_DAY, "UTC")
              .policy("by-hand", LEAP_DAY, "UTC")
              .policy("gone", LEAP_DAY, "UTC")
              .rules());
      node.change(SchedulesContract::scheduleSomethingElse);

      node.reconcile(new TestRules().policy("stays", LEAP_DAY, "UTC").policy("by-hand").rules());

      assertThat(node.scheduler.checkExists(job("stays"))).isTrue();
      assertThat(node.scheduler.checkExists(job("by-hand"))).isFalse();
      assertThat(node.scheduler.checkExists(job("gone"))).isFalse();
      assertThat(node.scheduler.checkExists(new JobKey("gone", "others"))).isTrue();
    }
  }

  @Slow
  @Test
  void aTriggerInErrorIsResetByARestart() throws Exception {
    TestRules rules = new TestRules().policy("nightly", LEAP_DAY, "UTC");
    try (QuartzNode node = QuartzNode.on(database)) {
      node.reconcile(rules.rules());
    }
    database.update("UPDATE QRTZ_TRIGGERS SET TRIGGER_STATE = 'ERROR'");

    try (QuartzNode restarted = QuartzNode.on(database)) {
      restarted.reconcile(rules.rules());

      assertThat(restarted.scheduler.getTriggerState(QuartzNode.key("nightly")))
          .isEqualTo(TriggerState.NORMAL);
    }
  }

  @Slow
  @Test
  void aFailedReconciliationChangesNothing() throws Exception {
    try (QuartzNode node = QuartzNode.on(database)) {
      node.reconcile(new TestRules().policy("first", LEAP_DAY, "UTC").rules());
      TestRules broken = new TestRules().policy("second", LEAP_DAY, "+05:30:15");

      assertThatThrownBy(() -> node.reconcile(broken.rules())).hasMessageContaining("+05:30:15");

      assertThat(node.scheduler.checkExists(job("first"))).isTrue();
    }
  }

  private static void scheduleSomethingElse(Scheduler scheduler) throws SchedulerException {
    scheduler.scheduleJob(
        JobBuilder.newJob(PolicyJob.class).withIdentity("gone", "others").build(),
        TriggerBuilder.newTrigger().startAt(new Date(Long.MAX_VALUE / 2)).build());
  }

  private static JobKey job(String policy) {
    return new JobKey(policy, Schedules.GROUP);
  }
}
