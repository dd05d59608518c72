package io.github.milvusretention.period;

import java.time.DayOfWeek;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalAdjusters;
import java.time.temporal.TemporalUnit;
import java.util.Locale;
import java.util.stream.Stream;

/** The length of the period that a partition name stands for. */
public enum Unit {
  HOUR(ChronoUnit.HOURS, "PT1H"),
  DAY(ChronoUnit.DAYS, "P1D"),
  WEEK(ChronoUnit.WEEKS, "P7D"),
  MONTH(ChronoUnit.MONTHS, "P1M"),
  QUARTER(IsoFields.QUARTER_YEARS, "P3M"),
  YEAR(ChronoUnit.YEARS, "P1Y");

  private static final LocalDateTime FIRST_SAMPLE = LocalDateTime.of(2023, 1, 1, 0, 0);

  /** Leap years among them, whatever the unit. */
  private static final int SAMPLES = 24;

  private final TemporalUnit span;
  private final Keep length;

  Unit(TemporalUnit span, String length) {
    this.span = span;
    this.length = Keep.parse(length);
  }

  /** The local start of the unit that contains {@code moment}; weeks begin on Monday. */
  public LocalDateTime start(LocalDateTime moment) {
    LocalDateTime day = moment.truncatedTo(ChronoUnit.DAYS);
    return switch (this) {
      case HOUR -> moment.truncatedTo(ChronoUnit.HOURS);
      case DAY -> day;
      case WEEK -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
      case MONTH -> day.withDayOfMonth(1);
      case QUARTER -> day.with(IsoFields.DAY_OF_QUARTER, 1);
      case YEAR -> day.withDayOfYear(1);
    };
  }

  /** The local end of the unit, which is the start of the next one. */
  public LocalDateTime end(LocalDateTime start) {
    return start.plus(1, span);
  }

  /**
   * Whether one of these units, of whatever year, lasts longer than {@code length}: a month does
   * than P30D.
   */
  public boolean canOutlast(Keep length) {
    return Stream.iterate(FIRST_SAMPLE, this::end)
        .limit(SAMPLES)
        .anyMatch(start -> length.after(start).isBefore(end(start)));
  }

  /** How many whole units lie between two local times. */
  public long between(LocalDateTime from, LocalDateTime to) {
    return span.between(from, to);
  }

  /** The unit in words, for messages. */
  public String words() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** One unit as a length of time. */
  public Keep length() {
    return length;
  }
}
