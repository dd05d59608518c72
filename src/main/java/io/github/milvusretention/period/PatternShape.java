package io.github.milvusretention.period;

import static io.github.milvusretention.period.PatternField.DAY;
import static io.github.milvusretention.period.PatternField.DAY_OF_YEAR;
import static io.github.milvusretention.period.PatternField.HOUR;
import static io.github.milvusretention.period.PatternField.MONTH;
import static io.github.milvusretention.period.PatternField.QUARTER;
import static io.github.milvusretention.period.PatternField.WEEK;
import static io.github.milvusretention.period.PatternField.WEEKDAY;
import static io.github.milvusretention.period.PatternField.WEEK_YEAR;
import static io.github.milvusretention.period.PatternField.YEAR;

import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.time.temporal.IsoFields;
import java.util.EnumSet;
import java.util.Set;

/**
 * The sets of fields that identify exactly one period. Every other set is refused: it has a gap
 * (year and day without a month), or identifies the date in two ways (ISO week and calendar year,
 * which differ around New Year).
 */
enum PatternShape {
  OF_YEAR(Unit.YEAR, YEAR),
  OF_QUARTER(Unit.QUARTER, YEAR, QUARTER),
  OF_MONTH(Unit.MONTH, YEAR, MONTH),
  OF_WEEK(Unit.WEEK, WEEK_YEAR, WEEK),
  OF_DAY(Unit.DAY, YEAR, MONTH, DAY),
  OF_DAY_NAMED(Unit.DAY, YEAR, MONTH, DAY, WEEKDAY),
  OF_DAY_OF_YEAR(Unit.DAY, YEAR, DAY_OF_YEAR),
  OF_DAY_OF_WEEK(Unit.DAY, WEEK_YEAR, WEEK, WEEKDAY),
  ANY_MONTH(Unit.MONTH, MONTH),
  ANY_WEEKDAY(Unit.DAY, WEEKDAY);

  /**
   * The year used for names without one. It begins on a Monday, so that its first ISO week is its
   * first seven days, and it is a leap year.
   */
  static final int STAND_IN_YEAR = 2024;

  private final Unit unit;
  private final Set<PatternField> fields;

  PatternShape(Unit unit, PatternField... fields) {
    this.unit = unit;
    this.fields = Set.of(fields);
  }

  /** Throws {@link RuleException}. */
  static PatternShape of(Set<PatternField> fields) {
    Set<PatternField> date = EnumSet.noneOf(PatternField.class);
    date.addAll(fields);
    boolean hour = date.remove(HOUR);
    for (PatternShape shape : values()) {
      if (shape.fields.equals(date) && (!hour || shape.mayHaveHour())) {
        return shape;
      }
    }
    throw refusal(date, hour);
  }

  Unit unit() {
    return unit;
  }

  /** Whether the year is missing, so that names repeat. */
  boolean cyclic() {
    return this == ANY_MONTH || this == ANY_WEEKDAY;
  }

  /** Sets defaults for missing fields, so that a name resolves to the start of its period. */
  void appendDefaults(DateTimeFormatterBuilder builder) {
    switch (this) {
      case OF_YEAR ->
          builder
              .parseDefaulting(ChronoField.MONTH_OF_YEAR, 1)
              .parseDefaulting(ChronoField.DAY_OF_MONTH, 1);
      case OF_QUARTER -> builder.parseDefaulting(IsoFields.DAY_OF_QUARTER, 1);
      case OF_MONTH -> builder.parseDefaulting(ChronoField.DAY_OF_MONTH, 1);
      case OF_WEEK -> builder.parseDefaulting(ChronoField.DAY_OF_WEEK, 1);
      case ANY_MONTH ->
          builder
              .parseDefaulting(ChronoField.YEAR, STAND_IN_YEAR)
              .parseDefaulting(ChronoField.DAY_OF_MONTH, 1);
      case ANY_WEEKDAY ->
          builder
              .parseDefaulting(IsoFields.WEEK_BASED_YEAR, STAND_IN_YEAR)
              .parseDefaulting(IsoFields.WEEK_OF_WEEK_BASED_YEAR, 1);
      case OF_DAY, OF_DAY_NAMED, OF_DAY_OF_YEAR, OF_DAY_OF_WEEK -> {}
    }
    builder.parseDefaulting(ChronoField.HOUR_OF_DAY, 0);
  }

  private boolean mayHaveHour() {
    return unit == Unit.DAY && !cyclic();
  }

  private static RuleException refusal(Set<PatternField> date, boolean hour) {
    if (date.isEmpty()) {
      return new RuleException("has no date in it", "write for example uuuu-MM-dd or MMMM");
    }
    if (date.contains(WEEK_YEAR) && !date.contains(WEEK)) {
      return new RuleException(
          "has YYYY, the year of an ISO week, without the week ww",
          "write the calendar year as uuuu");
    }
    if (date.contains(WEEK) && !date.contains(WEEK_YEAR)) {
      return new RuleException(
          "has the ISO week ww without its year, which is not the calendar year around New Year",
          "write YYYY'w'ww");
    }
    if (date.contains(WEEK)) {
      return new RuleException(
          "mixes an ISO week with " + names(date, WEEK_YEAR, WEEK), "write YYYY'w'ww alone");
    }
    if (!date.contains(YEAR)) {
      return new RuleException(
          "has no year",
          "put uuuu into it; only a month (MMMM) or a weekday (EEEE) alone needs none");
    }
    if (hour) {
      return new RuleException("has an hour without a whole date", "write uuuu-MM-dd-HH");
    }
    return new RuleException(
        "does not name one period with " + names(date),
        "write uuuu, uuuu'q'Q, uuuu-MM, uuuu-MM-dd or uuuu-DDD");
  }

  private static String names(Set<PatternField> date, PatternField... but) {
    Set<PatternField> named = EnumSet.copyOf(date);
    named.removeAll(Set.of(but));
    return String.join(", ", named.stream().map(PatternField::label).toList());
  }
}
