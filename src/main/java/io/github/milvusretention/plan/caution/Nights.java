package io.github.milvusretention.plan.caution;

import io.github.milvusretention.policy.Policy;
import io.github.milvusretention.rules.values.Cron;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/** When a policy's runs follow each other. */
final class Nights {
  private static final Duration DAY = Duration.ofDays(1);

  private Nights() {}

  /** When the next run is expected: by the schedule, or a day later without one. */
  static Instant next(Policy policy, Instant now) {
    return firing(policy, now).orElse(now.plus(DAY));
  }

  /** How long after another a run counts as another night: half the way, at most half a day. */
  static Duration apart(Policy policy, Instant now) {
    Duration interval =
        firing(policy, now)
            .flatMap(next -> firing(policy, next).map(then -> Duration.between(next, then)))
            .filter(between -> between.compareTo(DAY) < 0)
            .orElse(DAY);
    return interval.dividedBy(2);
  }

  private static Optional<Instant> firing(Policy policy, Instant after) {
    String schedule = policy.timetable().schedule();
    if (schedule == null) {
      return Optional.empty();
    }
    Function<Instant, Optional<Instant>> firings = Cron.firings(schedule, policy.zone());
    return firings.apply(after);
  }
}
