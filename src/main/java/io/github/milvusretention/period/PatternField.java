package io.github.milvusretention.period;

import java.time.temporal.ChronoField;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalField;
import java.util.List;
import java.util.Locale;

/**
 * The fields that a name may contain. Weeks are ISO weeks in every locale: the {@code Y} and {@code
 * w} of java.time depend on the locale, and English weeks begin on Sunday.
 */
enum PatternField {
  YEAR(ChronoField.YEAR, 4),
  WEEK_YEAR(IsoFields.WEEK_BASED_YEAR, 4),
  QUARTER(IsoFields.QUARTER_OF_YEAR, 1),
  MONTH(ChronoField.MONTH_OF_YEAR, 2),
  WEEK(IsoFields.WEEK_OF_WEEK_BASED_YEAR, 2),
  DAY(ChronoField.DAY_OF_MONTH, 2),
  DAY_OF_YEAR(ChronoField.DAY_OF_YEAR, 3),
  WEEKDAY(ChronoField.DAY_OF_WEEK, 0),
  HOUR(ChronoField.HOUR_OF_DAY, 2);

  private final TemporalField field;
  private final int digits;

  PatternField(TemporalField field, int digits) {
    this.field = field;
    this.digits = digits;
  }

  TemporalField field() {
    return field;
  }

  /** The name of the field, for messages. */
  String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  /** The number of digits of its largest value. */
  int digits() {
    return digits;
  }

  /** Whether this many letters stand for a text such as "jan", not for a number. */
  boolean isText(int letters) {
    return switch (this) {
      case WEEKDAY -> true;
      case MONTH, QUARTER -> letters > 2;
      default -> false;
    };
  }

  boolean isYear() {
    return this == YEAR || this == WEEK_YEAR;
  }

  /** The patterns that write its texts in every style, those that stand alone among them. */
  List<String> textStyles() {
    return switch (this) {
      case MONTH -> List.of("MMM", "MMMM", "LLL", "LLLL");
      case WEEKDAY -> List.of("EEE", "EEEE", "ccc", "cccc");
      case QUARTER -> List.of("QQQ", "QQQQ", "qqq", "qqqq");
      default -> List.of();
    };
  }

  /** Throws {@link RuleException} for a letter that is not supported. */
  static PatternField of(char letter) {
    return switch (letter) {
      case 'u', 'y' -> YEAR;
      case 'Y' -> WEEK_YEAR;
      case 'Q', 'q' -> QUARTER;
      case 'M', 'L' -> MONTH;
      case 'w' -> WEEK;
      case 'd' -> DAY;
      case 'D' -> DAY_OF_YEAR;
      case 'E' -> WEEKDAY;
      case 'H' -> HOUR;
      default -> throw new RuleException("has the field " + letter, cure(letter));
    };
  }

  private static String cure(char letter) {
    return switch (letter) {
      case 'm', 's', 'S', 'A', 'n', 'N' -> "the finest unit is the hour: leave out anything finer";
      case 'h', 'K', 'k', 'a', 'B' -> "write the hour of the day as HH";
      case 'e', 'c', 'F', 'W', 'g' -> "write a weekday as EEE or EEEE, an ISO week as YYYY'w'ww";
      case 'V', 'v', 'z', 'O', 'X', 'x', 'Z' -> "leave it out and set the policy's zone";
      default -> "use the fields uuuu, YYYY'w'ww, Q, MM, dd, DDD, EEE and HH";
    };
  }
}
