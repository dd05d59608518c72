package io.github.milvusretention.schedule;

import io.github.milvusretention.schedule.quartz.QuartzZone;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Date;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.quartz.CronExpression;

/** Computes the firing intervals of a cron expression. */
final class FiringIntervals {
  private static final Duration SHORTEST_SCAN = Duration.ofMinutes(1);
  private static final Duration LONGEST_SCAN = Duration.ofDays(36_500);

  /** Long enough for every weekend and holiday of a schedule. */
  private static final Duration YEAR = Duration.ofDays(366);

  /** What fires more often than this in a year is not followed to its end. */
  private static final int MOST_FIRINGS = 10_000;

  private final CronExpression cron;

  FiringIntervals(String cron, ZoneId zone) {
    try {
      this.cron = new CronExpression(cron);
    } catch (ParseException e) {
      throw new IllegalStateException("invalid cron in validated rules: " + cron, e);
    }
    this.cron.setTimeZone(QuartzZone.of(zone));
  }

  /**
   * The length of the current interval and the one before it, so that a weekend without firings is
   * included; empty unless there are two past firings and a future one.
   */
  Optional<Duration> currentAndPreviousInterval(Instant now) {
    Instant next = after(now);
    if (next == null) {
      return Optional.empty();
    }
    // Quartz has no method for previous firings, so longer and longer parts of the past are
    // scanned.
    for (Duration back = SHORTEST_SCAN;
        back.compareTo(LONGEST_SCAN) < 0;
        back = back.multipliedBy(2)) {
      Instant secondToLast = secondToLast(now.minus(back), now);
      if (secondToLast != null) {
        return Optional.of(Duration.between(secondToLast, next));
      }
    }
    return Optional.empty();
  }

  /**
   * The longest time between two firings in a row, of those within a year, or of more years if it
   * fires more seldom; empty if there are not two.
   */
  Optional<Duration> longest(Instant from) {
    Instant last = after(from);
    Duration longest = Duration.ZERO;
    for (int firings = 1; last != null && firings < MOST_FIRINGS; firings++) {
      Instant next = after(last);
      if (next == null || (!longest.isZero() && next.isAfter(from.plus(YEAR)))) {
        break;
      }
      Duration gap = Duration.between(last, next);
      longest = gap.compareTo(longest) > 0 ? gap : longest;
      last = next;
    }
    return longest.isZero() ? Optional.empty() : Optional.of(longest);
  }

  /** The first firing after that moment; null if there is none. */
  @Nullable Instant next(Instant moment) {
    return after(moment);
  }

  private @Nullable Instant secondToLast(Instant start, Instant end) {
    Instant secondToLast = null;
    Instant last = null;
    for (Instant at = after(start); at != null && !at.isAfter(end); at = after(at)) {
      secondToLast = last;
      last = at;
    }
    return secondToLast;
  }

  private @Nullable Instant after(Instant moment) {
    Date next = cron.getNextValidTimeAfter(Date.from(moment));
    return next == null ? null : next.toInstant();
  }
}
