package io.github.milvusretention.schedule;

import io.github.milvusretention.database.RepositoryFailure;
import io.github.milvusretention.policy.Policy;
import io.github.milvusretention.rules.Rules;
import io.github.milvusretention.schedule.PolicyState.Problem;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.Trigger;
import org.quartz.Trigger.TriggerState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.dao.DataAccessException;

/**
 * DOWN if a policy will not fire, its firing is overdue, or its last completed run is too old.
 * Otherwise a stopped scheduler could go unnoticed for weeks.
 */
public class ScheduleHealthIndicator implements HealthIndicator {
  private static final Logger log = LoggerFactory.getLogger(ScheduleHealthIndicator.class);

  private final Scheduler scheduler;
  private final Rules rules;
  private final RulesInForce inForce;
  private final Supplier<Recorded> repository;
  private final Clock clock;
  private final Instant start;
  private final AtomicBoolean unreadable = new AtomicBoolean();

  ScheduleHealthIndicator(
      Scheduler scheduler,
      Rules rules,
      RulesInForce inForce,
      Supplier<Recorded> repository,
      Clock clock) {
    this.repository = repository;
    this.inForce = inForce;
    this.scheduler = scheduler;
    this.rules = rules;
    this.clock = clock;
    this.start = clock.instant();
  }

  @Override
  public Health health() {
    try {
      return check(clock.instant());
    } catch (SchedulerException | DataAccessException e) {
      tell(e);
      return Health.down().withDetail("schedules", "could not be read; see the log").build();
    }
  }

  /**
   * Once, until they can be read again: whoever asks for health does so every few seconds. The
   * message may contain SQL and addresses, which only the log may show.
   */
  private void tell(Exception failure) {
    if (!unreadable.getAndSet(true)) {
      RepositoryFailure.told(failure)
          .ifPresentOrElse(
              why -> log.error("the schedules could not be read: {}", why),
              () -> log.error("the schedules could not be read", failure));
    }
  }

  private Health check(Instant now) throws SchedulerException {
    String state = SchedulerHealthIndicator.state(scheduler);
    Recorded recorded = repository.get();
    Map<String, Map<String, String>> policies = new TreeMap<>();
    boolean up = SchedulerHealthIndicator.started(state);
    for (Policy policy : rules.policies().values()) {
      if (policy.timetable().schedule() != null || policy.timetable().maxAge() != null) {
        PolicyState found = find(policy, recorded, now);
        Problem problem = problem(policy, found, now);
        up &= problem == null;
        policies.put(policy.name(), found.details(problem));
      }
    }
    Optional<String> objection = inForce.objection();
    unreadable.set(false);
    return (up && objection.isEmpty() ? Health.up() : Health.down())
        .withDetail("scheduler", state)
        .withDetail("rules", inForce.forEverybody().orElse("ok"))
        .withDetail("policies", policies)
        .build();
  }

  /**
   * What keeps policies from firing, or is wrong with their runs, by their names; those without a
   * problem are absent. Asks the repository. Throws if it cannot be read.
   */
  public Map<String, Problem> problems() {
    Instant now = clock.instant();
    Recorded recorded = repository.get();
    Map<String, Problem> problems = new TreeMap<>();
    try {
      for (Policy policy : rules.policies().values()) {
        if (policy.timetable().schedule() != null || policy.timetable().maxAge() != null) {
          Problem problem = problem(policy, find(policy, recorded, now), now);
          if (problem != null) {
            problems.put(policy.name(), problem);
          }
        }
      }
    } catch (SchedulerException e) {
      throw new IllegalStateException("the schedules could not be read", e);
    }
    return problems;
  }

  private PolicyState find(Policy policy, Recorded recorded, Instant now)
      throws SchedulerException {
    Instant lastSuccess = recorded.lastSuccess().get(policy.name());
    Trigger trigger = scheduler.getTrigger(Schedules.key(policy));
    Date next = trigger == null ? null : trigger.getNextFireTime();
    return new PolicyState(
        next == null ? null : next.toInstant(),
        due(trigger),
        lastSuccess,
        since(policy, trigger, lastSuccess),
        maxAge(policy, now),
        recorded.waiting().getOrDefault(policy.name(), 0),
        recorded.refused().get(policy.name()));
  }

  /**
   * Not the next fire time: if nothing fires, the misfire handling of Quartz repeatedly moves that
   * to the present.
   */
  private static @Nullable Instant due(@Nullable Trigger trigger) {
    if (trigger == null) {
      return null;
    }
    Date fired = trigger.getPreviousFireTime();
    Date created = trigger.getStartTime();
    Date due = trigger.getFireTimeAfter(fired == null || fired.before(created) ? created : fired);
    return due == null ? null : due.toInstant();
  }

  /**
   * The start time of a trigger survives restarts, so a policy that is new or rescheduled is not
   * DOWN immediately. A policy without a schedule has no trigger: until its first success, its age
   * counts from the start of this process.
   */
  private Instant since(Policy policy, @Nullable Trigger trigger, @Nullable Instant lastSuccess) {
    if (policy.timetable().schedule() == null) {
      return lastSuccess == null ? start : lastSuccess;
    }
    Instant created = trigger == null ? start : trigger.getStartTime().toInstant();
    return lastSuccess == null || lastSuccess.isBefore(created) ? created : lastSuccess;
  }

  private static @Nullable Duration maxAge(Policy policy, Instant now) {
    String schedule = policy.timetable().schedule();
    return policy.timetable().maxAge() != null || schedule == null
        ? policy.timetable().maxAge()
        : new FiringIntervals(schedule, policy.zone())
            .currentAndPreviousInterval(now)
            .map(
                intervals ->
                    intervals.compareTo(minMaxAge(policy)) < 0 ? minMaxAge(policy) : intervals)
            .orElse(null);
  }

  /** Later firings within one as-of do nothing, so the last success may be as old as the first. */
  private static Duration minMaxAge(Policy policy) {
    return policy.asOf(Instant.EPOCH).hourly() ? Duration.ofHours(2) : Duration.ofDays(2);
  }

  private @Nullable Problem problem(Policy policy, PolicyState found, Instant now)
      throws SchedulerException {
    Optional<String> disagreement = inForce.disagreement(policy.name());
    if (disagreement.isPresent()) {
      return new Problem(
          disagreement.get() + "; neither fires it", "restart the daemon with the older file");
    }
    if (policy.timetable().schedule() != null) {
      TriggerState state = scheduler.getTriggerState(Schedules.key(policy));
      Problem problem = problem(state);
      if (problem != null) {
        return problem;
      }
      // A firing that becomes due while the previous one still runs must wait for it.
      if (state != TriggerState.BLOCKED && found.overdue(now)) {
        return new Problem(
            "its firing is overdue", "check the log of this process, and restart it");
      }
    }
    return found.tooOld(now) ? tooOld(policy.name(), found.refusedBy()) : null;
  }

  private static Problem tooOld(String policy, @Nullable String refusedBy) {
    return refusedBy == null
        ? new Problem(
            "no run has completed for longer than its max-age",
            "find the reason with runs --policy " + policy + "; fix it, then rerun")
        : new Problem(
            "no run has completed for longer than its max-age: its last plan was refused by "
                + refusedBy,
            "read what runs --policy "
                + policy
                + " says, and accept that plan or correct the rules");
  }

  private static @Nullable Problem problem(TriggerState state) {
    return switch (state) {
      case NORMAL, BLOCKED -> null;
      case NONE, COMPLETE -> new Problem("has no trigger", "restart this process to create it");
      case ERROR ->
          new Problem(
              "its trigger is in error",
              "see the log for the reason; a restart of this" + " process resets it");
      case PAUSED -> new Problem("its trigger is paused", "resume it with the tool that paused it");
    };
  }
}
