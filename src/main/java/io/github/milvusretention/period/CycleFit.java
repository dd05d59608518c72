package io.github.milvusretention.period;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * Whether a {@code keep} leaves a name without a year a day to go on.
 *
 * <p>A name expires at the end of its period plus {@code keep}; from {@code lead} before the next
 * such period on, it is taken for that next one. So {@code keep}, one unit and {@code lead}
 * together have to be <em>less</em> than the cycle: were they equal, the name would turn into the
 * next period's at the very moment it expires, and no run would ever drop it. For months with the
 * default lead the longest keep is P9M: January ends on 1 February, expires on 1 November, and is
 * taken for next January's from 1 December on.
 *
 * <p>Months differ in length and clocks are changed, so this is found out by trying: in every cycle
 * of a year of days or of thirty years of months there must be a date which, as as-of, finds the
 * name expired.
 */
public final class CycleFit {
  /** No zone skipped a day of 2024, as some did when they moved across the date line. */
  private static final LocalDateTime FIRST = LocalDateTime.of(2024, 1, 1, 0, 0);

  private static final int SAMPLES = 366;
  private static final int HOURS_OF_A_YEAR = 366 * 24;

  private final Cycle cycle;

  public CycleFit(Cycle cycle) {
    this.cycle = cycle;
  }

  /** Throws {@link RuleException} that says the longest keep that fits. */
  public void check(Keep keep, String pattern) {
    if (fits(keep)) {
      return;
    }
    Optional<Keep> longest = longest(form(keep));
    String names = "names without a year (" + pattern + "), which come round every ";
    if (longest.isEmpty()) {
      throw new RuleException(
          "lead",
          cycle.lead() + " leaves no day on which " + names + cycle.words() + ", could go",
          "write a shorter lead, or put the year into the names");
    }
    throw new RuleException(
        "keep",
        keep
            + " is too long for "
            + names
            + cycle.words()
            + ": they must have expired before the next may be created, "
            + cycle.lead()
            + " ahead",
        "write at most " + longest.get() + ", or put the year into the names");
  }

  /** The longest keep is said in the same units, unless a weekday's was given in months. */
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
      if (!goes(start, period, keep)) {
        return false;
      }
      start = cycle.unit().end(start);
    }
    return true;
  }

  private boolean goes(LocalDateTime start, Period period, Keep keep) {
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
