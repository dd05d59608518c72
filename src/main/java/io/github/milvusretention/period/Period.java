package io.github.milvusretention.period;

import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Optional;

/** The half-open span {@code [start, end)} that a partition's name stands for, in one zone. */
public record Period(ZonedDateTime start, ZonedDateTime end, Unit unit) {
  public Period {
    if (!start.isBefore(end)) {
      throw new IllegalArgumentException(
          "a period must end after it starts: " + start + " –" + " " + end);
    }
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
