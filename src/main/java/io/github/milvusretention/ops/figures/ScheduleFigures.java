package io.github.milvusretention.ops.figures;

import io.github.milvusretention.policy.Policy;
import io.github.milvusretention.rules.Rules;
import io.github.milvusretention.schedule.NextFirings;
import java.time.Instant;
import java.util.List;

/** When each policy is to run, by its schedule and by the trigger that a daemon made of it. */
final class ScheduleFigures implements Figures {
  private final NextFirings firings;
  private final Rules rules;

  ScheduleFigures(NextFirings firings, Rules rules) {
    this.firings = firings;
    this.rules = rules;
  }

  @Override
  public List<Family<?>> read(Instant now) {
    Family<?> interval =
        Family.gauge(
            "retention_run_expected_interval_seconds",
            "The longest time between two firings of the policy's schedule");
    Family<?> maxAge =
        Family.gauge(
            "retention_run_max_age_seconds", "The policy's max-age; absent if the rules set none");
    Family<?> next =
        Family.gauge(
            "retention_next_run_timestamp_seconds",
            "When the policy is to fire next; in the past if that firing is late");
    Family<?> since =
        Family.gauge(
            "retention_schedule_start_timestamp_seconds",
            "Since when a daemon has the policy's present schedule");
    for (Policy policy : rules.policies().values()) {
      firings
          .longestInterval(policy, now)
          .ifPresent(longest -> interval.add(longest.toSeconds(), "policy", policy.name()));
      if (policy.timetable().maxAge() != null) {
        maxAge.add(policy.timetable().maxAge().toSeconds(), "policy", policy.name());
      }
    }
    firings
        .byPolicy(now)
        .forEach(
            (policy, firing) -> {
              since.add(firing.since(), "policy", policy);
              if (firing.due() != null) {
                next.add(firing.due(), "policy", policy);
              }
            });
    return List.of(interval, maxAge, next, since);
  }
}
