package io.github.milvusretention.schedule;

import io.github.milvusretention.period.AsOf;
import io.github.milvusretention.policy.Policy;
import io.github.milvusretention.rules.Rules;
import io.github.milvusretention.schedule.quartz.QuartzSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * When each policy is to fire, as the triggers in the database say: the same in every process, also
 * in one without a scheduler.
 */
public class NextFirings {
  /** Quartz recovers a missed firing faster than this, even that of another node that died. */
  static final Duration LATE = Duration.ofMinutes(3);

  private final JdbcClient jdbc;
  private final Rules rules;
  private final Map<String, Optional<Duration>> longest = new ConcurrentHashMap<>();

  NextFirings(JdbcClient jdbc, Rules rules) {
    this.jdbc = jdbc;
    this.rules = rules;
  }

  /**
   * The state of one policy's trigger.
   *
   * @param since when it was made, or got this schedule
   * @param due when it is to fire next; in the past if that firing is late, and null if it never
   *     fires again
   */
  public record Firing(Instant since, @Nullable Instant due) {
    /** Whether it should have fired by now, also if another node had to take it over. */
    public boolean late(Instant now) {
      return due != null && now.isAfter(due.plus(LATE));
    }
  }

  private record Trigger(String policy, Instant since, long previous, boolean running) {}

  /** Policies without a trigger are absent. */
  public Map<String, Firing> byPolicy(Instant now) {
    Map<String, Firing> firings = new TreeMap<>();
    jdbc.sql(
            "SELECT trigger_name, start_time, prev_fire_time, trigger_state FROM qrtz_triggers"
                + " WHERE sched_name = :scheduler AND trigger_group = :group")
        .param("scheduler", QuartzSettings.SCHEDULER)
        .param("group", Schedules.GROUP)
        .query(
            (row, n) ->
                new Trigger(
                    row.getString("trigger_name"),
                    Instant.ofEpochMilli(row.getLong("start_time")),
                    row.getLong("prev_fire_time"),
                    row.getString("trigger_state").contains("BLOCKED")))
        .list()
        .forEach(
            trigger ->
                schedule(trigger.policy())
                    .ifPresent(
                        schedule ->
                            firings.put(
                                trigger.policy(),
                                new Firing(trigger.since(), due(schedule, trigger, now)))));
    return firings;
  }

  /**
   * By the cron expression, and not the next fire time: if nothing fires, the misfire handling of
   * Quartz moves that to the present again and again. While a run goes on, the one after it counts.
   */
  private static @Nullable Instant due(FiringIntervals schedule, Trigger trigger, Instant now) {
    Instant previous = Instant.ofEpochMilli(trigger.previous());
    Instant last = previous.isBefore(trigger.since()) ? trigger.since() : previous;
    return schedule.next(trigger.running() && last.isBefore(now) ? now : last);
  }

  /**
   * The longest time between two firings of the policy that plan, see {@link
   * FiringIntervals#longest}: of those of one as-of only the first does. Empty without a schedule.
   */
  public Optional<Duration> longestInterval(Policy policy, Instant now) {
    return longest.computeIfAbsent(
        policy.name(),
        name ->
            schedule(name)
                .flatMap(schedule -> schedule.longest(now))
                .map(longest -> atLeastAsLongAs(policy.asOf(now), longest)));
  }

  private static Duration atLeastAsLongAs(AsOf asOf, Duration interval) {
    Duration shortest = asOf.hourly() ? Duration.ofHours(1) : Duration.ofDays(1);
    return interval.compareTo(shortest) < 0 ? shortest : interval;
  }

  private Optional<FiringIntervals> schedule(String name) {
    Policy policy = rules.policies().get(name);
    return policy == null || policy.timetable().schedule() == null
        ? Optional.empty()
        : Optional.of(new FiringIntervals(policy.timetable().schedule(), policy.zone()));
  }
}
