package io.github.milvusretention.schedule;

import static io.github.milvusretention.schedule.Written.LEAP_DAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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

/** Triggers follow the rules, on every database that schedules are kept in. */
abstract class SchedulesContract {
  private static final long MISSED = Instant.parse("2026-02-01T03:15:00Z").toEpochMilli();

  private Store store;

  abstract Store emptyStore();

  @BeforeEach
  void makeStore() {
    store = emptyStore().withQuartzTables();
  }

  @Test
  void quartzKeepsThemInTheDatabaseAndIsClusteredWhereNodesCanMeet() throws Exception {
    try (Node node = Node.on(store)) {
      new JobStoreCheck(QuartzDatabase.of(node.dataSource)).check(node.scheduler);
      assertThat(node.scheduler.getMetaData().getJobStoreClass())
          .isEqualTo(LocalDataSourceJobStore.class);
      assertThat(node.scheduler.getMetaData().isJobStoreSupportsPersistence()).isTrue();
      assertThat(node.scheduler.getMetaData().isJobStoreClustered()).isEqualTo(store.isPostgres());
    }
  }

  @Test
  void aNewPolicyGetsATriggerInItsZone() throws Exception {
    try (Node node = Node.on(store)) {
      node.reconcile(new Written().policy("nightly", "0 15 3 * * ?", "Asia/Tokyo").rules());

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

  @Test
  void aPolicyWithoutAScheduleGetsNone() throws Exception {
    try (Node node = Node.on(store)) {
      node.reconcile(new Written().policy("by-hand").rules());

      assertThat(node.scheduler.checkExists(job("by-hand"))).isFalse();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTC", "Z", "Europe/Berlin", "+05:30", "UTC+02:00", "Etc/GMT+5", "-03"})
  void anUnchangedScheduleKeepsAMissedFiringOverARestart(String zone) throws Exception {
    Written rules = new Written().policy("nightly", "0 15 3 ? * mon", zone);
    try (Node node = Node.on(store)) {
      node.reconcile(rules.rules());
    }
    store.setNextFireTime(MISSED);

    try (Node restarted = Node.on(store)) {
      restarted.reconcile(rules.rules());

      assertThat(restarted.trigger("nightly").getNextFireTime()).isEqualTo(new Date(MISSED));
    }
  }

  @Test
  void aChangedCronReplacesTheTrigger() throws Exception {
    try (Node node = Node.on(store)) {
      node.reconcile(new Written().policy("nightly", "0 15 3 * * ?", "UTC").rules());
      node.reconcile(new Written().policy("nightly", "0 45 4 * * ?", "UTC").rules());

      assertThat(((CronTrigger) node.trigger("nightly")).getCronExpression())
          .isEqualTo("0 45 4 * * ?");
    }
  }

  @Test
  void aChangedZoneReplacesTheTrigger() throws Exception {
    try (Node node = Node.on(store)) {
      node.reconcile(new Written().policy("nightly", "0 15 3 * * ?", "UTC").rules());
      node.reconcile(new Written().policy("nightly", "0 15 3 * * ?", "+05:30").rules());

      assertThat(((CronTrigger) node.trigger("nightly")).getTimeZone().getID())
          .isEqualTo("GMT+05:30");
    }
  }

  @Test
  void policiesThatAreGoneOrRunByHandNowLoseTheirTriggersAndNoOthersDo()
      throws Exception {
    try (Node node = Node.on(store)) {
      node.reconcile(
          new Written()
              .policy("stays", LEAP_DAY, "UTC")
              .policy("by-hand", LEAP_DAY, "UTC")
              .policy("gone", LEAP_DAY, "UTC")
              .rules());
      node.change(SchedulesContract::scheduleSomethingElse);

      node.reconcile(new Written().policy("stays", LEAP_DAY, "UTC").policy("by-hand").rules());

      assertThat(node.scheduler.checkExists(job("stays"))).isTrue();
      assertThat(node.scheduler.checkExists(job("by-hand"))).isFalse();
      assertThat(node.scheduler.checkExists(job("gone"))).isFalse();
      assertThat(node.scheduler.checkExists(new JobKey("gone", "others"))).isTrue();
    }
  }

  @Test
  void aTriggerInErrorFiresAgainAfterARestart() throws Exception {
    Written rules = new Written().policy("nightly", LEAP_DAY, "UTC");
    try (Node node = Node.on(store)) {
      node.reconcile(rules.rules());
    }
    store.update("UPDATE QRTZ_TRIGGERS SET TRIGGER_STATE = 'ERROR'");

    try (Node restarted = Node.on(store)) {
      restarted.reconcile(rules.rules());

      assertThat(restarted.scheduler.getTriggerState(Node.key("nightly")))
          .isEqualTo(TriggerState.NORMAL);
    }
  }

  @Test
  void aReconciliationThatFailsHalfWayChangesNothing() throws Exception {
    try (Node node = Node.on(store)) {
      node.reconcile(new Written().policy("first", LEAP_DAY, "UTC").rules());
      Written broken = new Written().policy("second", LEAP_DAY, "+05:30:15");

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
