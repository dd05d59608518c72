package io.github.milvusretention.period;

import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.TemporalAdjusters;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Resolves names without a year: the name of a month repeats every 12 months, that of a weekday
 * every 7 days.
 *
 * @param unit MONTH or DAY
 * @param lead how long before its start the partition of the next period may be created
 */
public record Cycle(Unit unit, ZoneId zone, Keep lead) {
  public static Cycle of(NamePattern pattern, ZoneId zone, @Nullable Keep lead) {
    return new Cycle(pattern.unit(), zone, lead == null ? pattern.unit().length() : lead);
  }

  /**
   * The period that a name stands for at {@code asOf}: the most recent one that has begun, or the
   * next one if it begins at most {@code lead} after {@code asOf}, because its partition may
   * already exist.
   *
   * @param standIn the start of such a month or weekday in any year
   */
  public Period at(LocalDateTime standIn, ZonedDateTime asOf) {
    LocalDateTime today = asOf.toLocalDate().atStartOfDay();
    LocalDateTime begun = latest(standIn, today);
    Period next = existing(shift(begun, 1), 1);
    return next.start().isAfter(lead.after(asOf)) ? existing(begun, -1) : next;
  }

  String length() {
    return unit == Unit.MONTH ? "12 months" : "7 days";
  }

  private LocalDateTime latest(LocalDateTime standIn, LocalDateTime today) {
    if (unit == Unit.DAY) {
      return today.with(TemporalAdjusters.previousOrSame(standIn.getDayOfWeek()));
    }
    LocalDateTime thisYear = today.withDayOfMonth(1).withMonth(standIn.getMonthValue());
    return thisYear.isAfter(today) ? shift(thisYear, -1) : thisYear;
  }

  private LocalDateTime shift(LocalDateTime start, int by) {
    return unit == Unit.MONTH ? start.plusYears(by) : start.plusWeeks(by);
  }

  /** Skips a day that does not exist in the zone because it moved across the date line. */
  private Period existing(LocalDateTime start, int step) {
    Optional<Period> period = Period.of(start, unit, zone);
    return period.isPresent() ? period.get() : existing(shift(start, step), step);
  }
}
