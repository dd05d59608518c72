package io.github.milvusretention.period;

import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.time.format.DateTimeParseException;
import java.time.temporal.TemporalAmount;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A length of time in the rules ({@code keep}, {@code lead}, {@code period}): calendar units such
 * as {@code P3M}, or exact hours such as {@code PT24H}. Greater than zero and less than a thousand
 * years, so that adding it to the period of any name stays within the range of java.time.
 */
public final class Keep {
  private static final long MAX_YEARS = 1_000;
  private static final Pattern WITH_UNIT =
      Pattern.compile("([1-9][0-9]*) *(h(?:our)?|d(?:ay)?|w(?:eek)?|m(?:onth)?|y(?:ear)?)s?");

  private final TemporalAmount amount;

  private Keep(TemporalAmount amount) {
    this.amount = amount;
  }

  /**
   * Reads {@code P3M}, {@code P90D}, {@code P2W}, {@code PT24H}; throws {@link RuleException}.
   *
   * <p>Minutes are refused: the shortest period is an hour, and {@code PT3M} is probably a typo for
   * {@code P3M} that would drop nearly everything. A mix of calendar units and hours is refused
   * too.
   */
  public static Keep parse(String text) {
    String upper = text.toUpperCase(Locale.ROOT);
    try {
      return upper.startsWith("PT") ? hours(upper) : calendar(upper);
    } catch (DateTimeParseException e) {
      throw new RuleException(
          "\"" + text + "\" is neither an ISO-8601 period nor a duration in hours", cure(text));
    }
  }

  /** The same length as ISO-8601 writes it, which tells months from minutes. */
  private static String cure(String text) {
    Matcher plain = WITH_UNIT.matcher(text.toLowerCase(Locale.ROOT));
    if (!plain.matches()) {
      return "write calendar units such as P3M, P90D or P1Y6M, or whole hours such as PT24H";
    }
    String unit = plain.group(2).substring(0, 1).toUpperCase(Locale.ROOT);
    return "write " + (unit.equals("H") ? "PT" : "P") + plain.group(1) + unit;
  }

  private static Keep calendar(String text) {
    java.time.Period period = java.time.Period.parse(text);
    if (period.isNegative()) {
      throw negative(text);
    }
    if (period.isZero()) {
      throw zero(text);
    }
    if (period.toTotalMonths() / 12 + period.getDays() / 365 >= MAX_YEARS) {
      throw tooLong(text);
    }
    return new Keep(period);
  }

  private static Keep hours(String text) {
    Duration duration = Duration.parse(text);
    if (duration.isNegative() || text.indexOf('-') >= 0) {
      throw negative(text);
    }
    if (duration.isZero()) {
      throw zero(text);
    }
    if (duration.toDays() / 365 >= MAX_YEARS) {
      throw tooLong(text);
    }
    if (!duration.equals(Duration.ofHours(duration.toHours()))) {
      throw new RuleException(
          "\"" + text + "\" is not a whole number of hours (after the T, M means minutes)",
          "write whole hours such as PT24H, or calendar months such as P3M without the T");
    }
    return new Keep(duration);
  }

  /**
   * Adds this length to {@code end}: calendar units by calendar arithmetic in the zone of {@code
   * end}, hours exactly. A local time in an overlap is the earlier instant, as for an as-of; one in
   * a gap is the first instant after the gap.
   */
  public ZonedDateTime after(ZonedDateTime end) {
    ZonedDateTime sum = end.plus(amount);
    return inHours() ? sum : sum.withEarlierOffsetAtOverlap();
  }

  /** By local time alone, as if the clocks were never changed. */
  LocalDateTime after(LocalDateTime start) {
    return start.plus(amount);
  }

  boolean inHours() {
    return amount instanceof Duration;
  }

  boolean hasDays() {
    return amount instanceof java.time.Period period && period.getDays() > 0;
  }

  private static RuleException negative(String text) {
    return new RuleException(
        "\"" + text + "\" has a negative part", "write a length greater than zero, such as P3M");
  }

  private static RuleException zero(String text) {
    return new RuleException(
        "\"" + text + "\" is zero, which would keep nothing",
        "write a length greater than zero, such as P1D");
  }

  private static RuleException tooLong(String text) {
    return new RuleException(
        "\"" + text + "\" is a thousand years or more",
        "write a shorter length; to keep partitions permanently, leave the collection out of the"
            + " policy");
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Keep keep && amount.equals(keep.amount);
  }

  @Override
  public int hashCode() {
    return amount.hashCode();
  }

  /** ISO-8601, so that {@link #parse} reads it back: P3M, P14D for two weeks, PT24H. */
  @Override
  public String toString() {
    return amount.toString();
  }
}
