package io.github.milvusretention.schedule;

import io.github.milvusretention.job.LastSuccess;
import io.github.milvusretention.policy.Policy;
import io.github.milvusretention.rules.Rules;
import io.github.milvusretention.schedule.PolicyState.Problem;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.SchedulerMetaData;
import org.quartz.Trigger;
import org.quartz.Trigger.TriggerState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.dao.DataAccessException;

/**
 * Red when a policy would not be run tonight, or has not been run to its end for too long:
 * elsewhere a dead scheduler stood behind a green health check for weeks, and nobody noticed that
 * nothing fired.
 */
class ScheduleHealthIndicator implements HealthIndicator {
  private static final Logger log = LoggerFactory.getLogger(ScheduleHealthIndicator.class);

  private final Scheduler scheduler;
  private final Rules rules;
  private final LastSuccess lastDone;
  private final Clock clock;
  private final Instant start;

  ScheduleHealthIndicator(Scheduler scheduler, Rules rules, LastSuccess lastDone, Clock clock) {
    this.scheduler = scheduler;
    this.rules = rules;
    this.lastDone = lastDone;
    this.clock = clock;
    this.start = clock.instant();
  }

  @Override
  public Health health() {
    try {
      return look(clock.instant());
    } catch (SchedulerException | DataAccessException e) {
      // Its message may hold SQL and addresses, which are for the log.
      log.error("the schedules could not be read", e);
      return Health.down().withDetail("schedules", "could not be read, the log says why").build();
    }
  }

  private Health look(Instant now) throws SchedulerException {
    String state = state(scheduler.getMetaData());
    Map<String, Instant> done = lastDone.byPolicy();
    Map<String, Map<String, String>> policies = new TreeMap<>();
    boolean up = state.equals("started");
    for (Policy policy : rules.policies().values()) {
      if (policy.schedule() != null || policy.maxAge() != null) {
        PolicyState found = find(policy, done.get(policy.name()), now);
        Problem problem = problem(policy, found, now);
        up &= problem == null;
        policies.put(policy.name(), found.details(problem));
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

  private PolicyState find(Policy policy, @Nullable Instant lastSuccess, Instant now)
      throws SchedulerException {
    Trigger trigger = scheduler.getTrigger(Schedules.key(policy));
    Date next = trigger == null ? null : trigger.getNextFireTime();
    return new PolicyState(
        next == null ? null : next.toInstant(),
        due(trigger),
        lastSuccess,
        since(policy, trigger, lastSuccess),
        maxAge(policy, now));
  }

  /**
   * Not the next fire time: where nobody fires, Quartz's own watch for missed firings moves that on
   * to now, again and again.
   */
  private static @Nullable Instant due(@Nullable Trigger trigger) {
    if (trigger == null) {
      return null;
    }
    Date fired = trigger.getPreviousFireTime();
    Date made = trigger.getStartTime();
    Date due = trigger.getFireTimeAfter(fired == null || fired.before(made) ? made : fired);
    return due == null ? null : due.toInstant();
  }

  /**
   * A trigger keeps when it was made, whatever is restarted since. So a policy that is new, or has
   * another schedule, is not red at once. One that runs by hand only has none: until it first
   * succeeds, its age counts from the start of this process.
   */
  private Instant since(Policy policy, @Nullable Trigger trigger, @Nullable Instant lastSuccess) {
    if (policy.schedule() == null) {
      return lastSuccess == null ? start : lastSuccess;
    }
    Instant made = trigger == null ? start : trigger.getStartTime().toInstant();
    return lastSuccess == null || lastSuccess.isBefore(made) ? made : lastSuccess;
  }

  private static @Nullable Duration maxAge(Policy policy, Instant now) {
    String schedule = policy.schedule();
    return policy.maxAge() != null || schedule == null
        ? policy.maxAge()
        : new FiringIntervals(schedule, policy.zone())
            .twoIntervals(now)
            .map(two -> two.compareTo(shortest(policy)) < 0 ? shortest(policy) : two)
            .orElse(null);
  }

  /**
   * Firings within one as-of do nothing after the first, so no success is younger than that one.
   */
  private static Duration shortest(Policy policy) {
    return policy.asOf(Instant.EPOCH).hourly() ? Duration.ofHours(2) : Duration.ofDays(2);
  }

  private @Nullable Problem problem(Policy policy, PolicyState found, Instant now)
      throws SchedulerException {
    if (policy.schedule() != null) {
      TriggerState state = scheduler.getTriggerState(Schedules.key(policy));
      Problem problem = problem(state);
      if (problem != null) {
        return problem;
      }
      // A firing that falls due while the last one still runs has to wait for it.
      if (state != TriggerState.BLOCKED && found.overdue(now)) {
        return new Problem(
            "its firing is overdue", "look into the log of this process, and restart it");
      }
    }
    return found.tooOld(now)
        ? new Problem(
            "no run has completed for longer than its max-age",
            "look why: runs --policy " + policy.name() + "; cure that, then rerun")
        : null;
  }

  private static @Nullable Problem problem(TriggerState state) {
    return switch (state) {
      case NORMAL, BLOCKED -> null;
      case NONE, COMPLETE -> new Problem("has no trigger", "restart this process to make it again");
      case ERROR ->
          new Problem("its trigger is in error", "the log says why; a restart of this resets it");
      case PAUSED -> new Problem("its trigger is paused", "resume it with whatever paused it");
    };
  }
}
