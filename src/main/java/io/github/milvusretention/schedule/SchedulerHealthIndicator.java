package io.github.milvusretention.schedule;

import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.SchedulerMetaData;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * Whether this process fires at all. For the readiness probe: what one policy needs, such as a
 * person who accepts its plan, is no business of whoever restarts processes.
 */
record SchedulerHealthIndicator(Scheduler scheduler) implements HealthIndicator {
  private static final String STARTED = "started";

  @Override
  public Health health() {
    String state = state(scheduler);
    return started(state)
        ? Health.up().withDetail("scheduler", state).build()
        : Health.down()
            .withDetail("scheduler", state)
            .withDetail("cure", "read the log of this process, which says why, and restart it")
            .build();
  }

  static boolean started(String state) {
    return state.equals(STARTED);
  }

  /** In words; asks no database. */
  static String state(Scheduler scheduler) {
    SchedulerMetaData quartz;
    try {
      quartz = scheduler.getMetaData();
    } catch (SchedulerException e) {
      return "shut down";
    }
    if (quartz.isShutdown()) {
      return "shut down";
    }
    // Once started, Quartz calls itself started in standby too.
    return quartz.isInStandbyMode() || !quartz.isStarted() ? "in standby, nothing fires" : STARTED;
  }
}
