package io.github.milvusretention.period;

import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The half-open span {@code [start, end)} that a partition's name stands for, in one zone.
 *
 * @param unit what the name itself says; the period is that long, unless the rules give it a length
 * @param length how long the rules say it lasts; null if it lasts one unit
 */
public record Period(ZonedDateTime start, ZonedDateTime end, Unit unit, @Nullable Keep length) {
  public Period {
    if (!start.isBefore(end)) {
      throw new IllegalArgumentException(
          "a period must end after it starts: " + start + " –" + " " + end);
    }
  }

  /** One unit. */
  public Period(ZonedDateTime start, ZonedDateTime end, Unit unit) {
    this(start, end, unit, null);
  }

  /**
   * The period of that length that begins with the unit at a local time. It ends by local time too:
   * six hours from midnight on end at 06:00, also on the day on which the clocks are changed.
   *
   * @param length null for one unit
   * @return empty if the clocks skip all of the unit
   */
  public static Optional<Period> of(
      LocalDateTime start, Unit unit, @Nullable Keep length, ZoneId zone) {
    Optional<Period> named = of(start, unit, zone);
    return length == null
        ? named
        : named.map(
            period ->
                new Period(
                    period.start, LocalMoments.end(length.after(start), zone), unit, length));
  }

  /**
   * The unit that begins at a local time. An hour that is repeated when clocks are set back is two
   * hours long, so that neither is dropped early; one that is partly skipped is shorter (Lord Howe
   * skips half an hour).
   *
   * @return empty if the unit is skipped entirely, such as the day 2011-12-30 in Apia
   */
  public static Optional<Period> of(LocalDateTime start, Unit unit, ZoneId zone) {
    ZonedDateTime first = LocalMoments.first(start, zone);
    ZonedDateTime end = LocalMoments.end(unit.end(start), zone);
    return first.isBefore(end) ? Optional.of(new Period(first, end, unit)) : Optional.empty();
  }
}
