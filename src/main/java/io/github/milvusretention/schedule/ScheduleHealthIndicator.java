package io.github.milvusretention.schedule;

import io.github.milvusretention.policy.Policy;
import io.github.milvusretention.rules.Rules;
import java.util.Date;
import java.util.Map;
import java.util.TreeMap;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.SchedulerMetaData;
import org.quartz.Trigger;
import org.quartz.Trigger.TriggerState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/**
 * Red when a policy would not be run tonight: elsewhere a dead scheduler stood behind a green
 * health check for weeks, and nobody noticed that nothing fired.
 */
@Component
@Profile("serve")
class ScheduleHealthIndicator implements HealthIndicator {
  private static final Logger log = LoggerFactory.getLogger(ScheduleHealthIndicator.class);

  private final Scheduler scheduler;
  private final Rules rules;

  ScheduleHealthIndicator(Scheduler scheduler, Rules rules) {
    this.scheduler = scheduler;
    this.rules = rules;
  }

  @Override
  public Health health() {
    try {
      return look();
    } catch (SchedulerException e) {
      // Its message may hold SQL and addresses, which are for the log.
      log.error("the schedules could not be read", e);
      return Health.down().withDetail("schedules", "could not be read, the log says why").build();
    }
  }

  private Health look() throws SchedulerException {
    String state = state(scheduler.getMetaData());
    Map<String, String> policies = new TreeMap<>();
    boolean up = state.equals("started");
    for (Policy policy : rules.policies().values()) {
      if (policy.schedule() != null) {
        String problem = problem(policy);
        up &= problem.isEmpty();
        policies.put(policy.name(), problem.isEmpty() ? next(policy) : problem);
      }
    }
    return (up ? Health.up() : Health.down())
        .withDetail("scheduler", state)
        .withDetail("policies", policies)
        .build();
  }

  private static String state(SchedulerMetaData quartz) {
    if (quartz.isShutdown()) {
      return "shut down";
    }
    // Once started, Quartz calls itself started in standby too.
    return quartz.isInStandbyMode() || !quartz.isStarted()
        ? "in standby, nothing fires"
        : "started";
  }

  private String problem(Policy policy) throws SchedulerException {
    TriggerState state = scheduler.getTriggerState(Schedules.key(policy));
    return switch (state) {
      case NORMAL, BLOCKED -> "";
      case NONE, COMPLETE -> "has no trigger; restart this process to make it again";
      case ERROR -> "its trigger is in error; the log says why, a restart resets it";
      case PAUSED -> "its trigger is paused";
    };
  }

  private String next(Policy policy) throws SchedulerException {
    Trigger trigger = scheduler.getTrigger(Schedules.key(policy));
    Date next = trigger == null ? null : trigger.getNextFireTime();
    return next == null ? "never fires again" : "next at " + next.toInstant();
  }
}
