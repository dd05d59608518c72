package io.github.milvusretention.period;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The date, or date and hour, that a run decides by, in the zone of the policy. */
public record AsOf(LocalDateTime moment, boolean hourly) {
  private static final Pattern FORM =
      Pattern.compile("([0-9]{4}-[0-9]{2}-[0-9]{2})(?:T([0-9]{2}))?");

  /** Throws {@link IllegalArgumentException} for a moment that has no text form. */
  public AsOf {
    ChronoUnit unit = hourly ? ChronoUnit.HOURS : ChronoUnit.DAYS;
    if (!moment.equals(moment.truncatedTo(unit))
        || moment.getYear() < 0
        || moment.getYear() > 9999) {
      throw new IllegalArgumentException(
          "an as-of must be a whole "
              + (hourly ? "hour" : "day")
              + " of the years 0 to 9999: "
              + moment);
    }
  }

  /** Reads {@code 2026-11-24} or {@code 2026-11-24T03}; throws {@link RuleException}. */
  public static AsOf parse(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      throw new RuleException(
          "\"" + text + "\" is not an as-of", "write a date 2026-11-24, or an hour 2026-11-24T03");
    }
    try {
      LocalDate date = LocalDate.parse(form.group(1));
      String hour = form.group(2);
      return hour == null
          ? new AsOf(date.atStartOfDay(), false)
          : new AsOf(date.atTime(Integer.parseInt(hour), 0), true);
    } catch (DateTimeException e) {
      throw new RuleException(
          "\"" + text + "\" is not on the calendar", "write a date that exists, hours 00 to 23");
    }
  }

  /**
   * The first instant of the date or hour in that zone. In an overlap, where clocks are set back,
   * it is the earlier of the two instants; in a gap, where clocks are set forward, it is the first
   * instant after the gap. The earlier instant never makes anything expire sooner.
   */
  public ZonedDateTime at(ZoneId zone) {
    return LocalMoments.first(moment, zone);
  }

  /** Whether this as-of is in the future at {@code now}. */
  public boolean isAfter(Instant now, ZoneId zone) {
    return at(zone).toInstant().isAfter(now);
  }

  /** The form that {@link #parse} reads: {@code 2026-11-24} or {@code 2026-11-24T03}. */
  @Override
  public String toString() {
    String date = moment.toLocalDate().toString();
    int hour = moment.getHour();
    return hourly ? date + (hour < 10 ? "T0" : "T") + hour : date;
  }
}
