package io.github.milvusretention.period;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * Checks that a {@code keep} leaves at least one day on which a name without a year is expired.
 *
 * <p>A name expires at the end of its period plus {@code keep}. From {@code lead} before the next
 * such period, it stands for that next period. So {@code keep}, one unit and {@code lead} together
 * must be <em>less</em> than the cycle: if they were equal, the name would stand for the next
 * period at the moment it expires, and no run would ever drop it. For months with the default lead,
 * the longest keep is P9M: January ends on 1 February, expires on 1 November, and stands for the
 * next January from 1 December.
 *
 * <p>Months differ in length and clocks change, so this is checked by trial: in every cycle of one
 * year of days, or of thirty years of months, there must be a date at which the name is expired.
 */
public final class CycleFit {
  /** A year in which no zone skipped a day by moving across the date line. */
  private static final LocalDateTime FIRST = LocalDateTime.of(2024, 1, 1, 0, 0);

  private static final int SAMPLES = 366;
  private static final int HOURS_OF_A_YEAR = 366 * 24;

  private final Cycle cycle;

  public CycleFit(Cycle cycle) {
    this.cycle = cycle;
  }

  /** Throws {@link RuleException} with the longest keep that fits. */
  public void check(Keep keep, String pattern) {
    if (fits(keep)) {
      return;
    }
    Optional<Keep> longest = longest(form(keep));
    String names = "names without a year (" + pattern + "), which repeat every ";
    if (longest.isEmpty()) {
      throw new RuleException(
          "lead",
          cycle.lead() + " leaves no day on which " + names + cycle.length() + ", could be dropped",
          "write a shorter lead, or put the year into the names");
    }
    throw new RuleException(
        "keep",
        keep
            + " is too long for "
            + names
            + cycle.length()
            + ": they must expire before the next one may be created, "
            + cycle.lead()
            + " ahead",
        "write at most " + longest.get() + ", or put the year into the names");
  }

  /** Formats the longest keep in the same unit, unless that of a weekday was given in months. */
  private IntFunction<String> form(Keep keep) {
    if (keep.inHours()) {
      return n -> "PT" + n + "H";
    }
    String unit = cycle.unit() == Unit.DAY || keep.hasDays() ? "D" : "M";
    return n -> "P" + n + unit;
  }

  private Optional<Keep> longest(IntFunction<String> form) {
    return IntStream.iterate(HOURS_OF_A_YEAR, n -> n >= 1, n -> n - 1)
        .mapToObj(n -> Keep.parse(form.apply(n)))
        .filter(this::fits)
        .findFirst();
  }

  private boolean fits(Keep keep) {
    LocalDateTime start = FIRST;
    for (int i = 0; i < SAMPLES; i++) {
      Period period = Period.of(start, cycle.unit(), cycle.zone()).orElseThrow();
      if (!canExpire(start, period, keep)) {
        return false;
      }
      start = cycle.unit().end(start);
    }
    return true;
  }

  private boolean canExpire(LocalDateTime start, Period period, Keep keep) {
    ZonedDateTime expires = keep.after(period.end());
    return cycle.at(start, firstAsOf(expires)).equals(period);
  }

  private ZonedDateTime firstAsOf(ZonedDateTime moment) {
    LocalDate date = moment.toLocalDate();
    ZonedDateTime asOf = new AsOf(date.atStartOfDay(), false).at(cycle.zone());
    return asOf.isBefore(moment)
        ? new AsOf(date.plusDays(1).atStartOfDay(), false).at(cycle.zone())
        : asOf;
  }
}
