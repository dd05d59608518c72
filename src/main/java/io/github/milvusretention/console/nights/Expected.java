package io.github.milvusretention.console.nights;

import io.github.milvusretention.policy.Policy;
import io.github.milvusretention.rules.values.Cron;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a night without a run means, by the schedule as it is today. For one thread.
 *
 * @param policy null if the rules do not have it any more
 * @param since the first night of which something is known; null if there is none
 */
record Expected(
    @Nullable Policy policy,
    @Nullable LocalDate since,
    Instant now,
    @Nullable Function<Instant, Optional<Instant>> firings) {

  static Expected of(@Nullable Policy policy, @Nullable LocalDate since, Instant now) {
    String schedule = policy == null ? null : policy.timetable().schedule();
    return new Expected(
        policy,
        since,
        now,
        policy == null || schedule == null ? null : Cron.firings(schedule, policy.zone()));
  }

  /** The cell of a night that no run is of. */
  Cell without(LocalDate night) {
    if (policy == null || firings == null) {
      return Cell.of("idle", "", "no run; the policy has no schedule", null);
    }
    Instant begin = night.atStartOfDay(policy.zone()).toInstant();
    Optional<Instant> firing =
        firings
            .apply(begin.minusMillis(1))
            .filter(at -> at.atZone(policy.zone()).toLocalDate().equals(night));
    if (firing.isEmpty()) {
      return Cell.of("idle", "", "no run; the schedule does not fire", null);
    }
    if (firing.get().isAfter(now)) {
      return Cell.of("idle", "", "not yet; fires at " + local(firing.get(), policy), null);
    }
    if (since == null || night.isBefore(since)) {
      return Cell.of("idle", "", "no run; the policy was not there yet", null);
    }
    return Cell.of(
        "missing",
        "none",
        "no run, although the schedule fires at " + local(firing.get(), policy),
        null);
  }

  private static String local(Instant at, Policy policy) {
    return at.atZone(policy.zone()).toOffsetDateTime().toString();
  }
}
