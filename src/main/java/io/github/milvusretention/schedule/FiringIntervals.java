package io.github.milvusretention.schedule;

import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Date;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.quartz.CronExpression;

/** When a schedule fires around a moment, by its cron alone. */
final class FiringIntervals {
  private static final Duration NEAREST = Duration.ofMinutes(1);
  private static final Duration FARTHEST = Duration.ofDays(36_500);

  private final CronExpression cron;

  FiringIntervals(String cron, ZoneId zone) {
    try {
      this.cron = new CronExpression(cron);
    } catch (ParseException e) {
      throw new IllegalStateException("the rules let \"" + cron + "\" pass", e);
    }
    this.cron.setTimeZone(QuartzZone.of(zone));
  }

  /**
   * The interval that {@code now} lies in and the one before it, so that a weekend is as long as it
   * is; empty if there are not two firings in the past and one to come.
   */
  Optional<Duration> twoIntervals(Instant now) {
    Instant next = after(now);
    if (next == null) {
      return Optional.empty();
    }
    // Quartz cannot count backwards, so ever longer stretches of the past are counted forwards.
    for (Duration back = NEAREST; back.compareTo(FARTHEST) < 0; back = back.multipliedBy(2)) {
      Instant lastButOne = lastButOne(now.minus(back), now);
      if (lastButOne != null) {
        return Optional.of(Duration.between(lastButOne, next));
      }
    }
    return Optional.empty();
  }

  private @Nullable Instant lastButOne(Instant start, Instant end) {
    Instant lastButOne = null;
    Instant last = null;
    for (Instant at = after(start); at != null && !at.isAfter(end); at = after(at)) {
      lastButOne = last;
      last = at;
    }
    return lastButOne;
  }

  private @Nullable Instant after(Instant moment) {
    Date next = cron.getNextValidTimeAfter(Date.from(moment));
    return next == null ? null : next.toInstant();
  }
}
