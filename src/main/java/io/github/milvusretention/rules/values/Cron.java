package io.github.milvusretention.rules.values;

import io.github.milvusretention.period.RuleException;
import java.text.ParseException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.TimeZone;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.quartz.CronExpression;

/** A Quartz cron expression that will fire. */
public final class Cron {
  private static final String EXAMPLE = "for example 0 15 3 * * ? for every night at 03:15";

  private static final List<String> WEEKDAYS =
      List.of("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT");

  private Cron() {}

  public static String of(String text, ZoneId zone, Instant now) {
    List<String> fields = List.of(text.split("\\s+"));
    if (fields.size() == 5) {
      throw new RuleException(
          "\"" + text + "\" has five fields, as cron on Unix",
          "Quartz cron has a seconds field first: " + fromUnix(fields));
    }
    if (fields.size() < 6 || fields.size() > 7) {
      throw new RuleException(
          "\"" + text + "\" has " + fields.size() + " of the 6 or 7 fields of a Quartz cron",
          "write " + EXAMPLE);
    }
    try {
      CronExpression cron = new CronExpression(text);
      cron.setTimeZone(TimeZone.getTimeZone(zone));
      if (cron.getNextValidTimeAfter(Date.from(now)) != null) {
        return text;
      }
    } catch (ParseException e) {
      boolean noQuestionMark = !fields.get(3).equals("?") && !fields.get(5).equals("?");
      throw new RuleException(
          "\"" + text + "\" is not a Quartz cron (" + e.getMessage() + ")",
          noQuestionMark ? "write ? in one of the two day fields, " + EXAMPLE : "write " + EXAMPLE);
    }
    throw new RuleException(
        "\"" + text + "\" never fires", "write days and years that will come, " + EXAMPLE);
  }

  /**
   * Tells the first firing after a moment; empty if there is none. Not for several threads.
   *
   * @param checked one that {@link #of} has accepted
   */
  public static Function<Instant, Optional<Instant>> firings(String checked, ZoneId zone) {
    CronExpression cron;
    try {
      cron = new CronExpression(checked);
    } catch (ParseException e) {
      throw new IllegalStateException("invalid cron in validated rules: " + checked, e);
    }
    // Class TimeZone does not know UTC+02:00, but +02:00.
    cron.setTimeZone(
        zone.normalized() instanceof ZoneOffset offset
            ? TimeZone.getTimeZone(offset)
            : TimeZone.getTimeZone(zone));
    return after ->
        Optional.ofNullable(cron.getNextValidTimeAfter(Date.from(after))).map(Date::toInstant);
  }

  /** Quartz counts weekdays from SUN = 1, cron on Unix from SUN = 0, so they become names. */
  private static String fromUnix(List<String> fields) {
    String time = "0 " + fields.get(0) + " " + fields.get(1) + " ";
    String weekday = fields.get(4);
    if (weekday.equals("*")) {
      return time + fields.get(2) + " " + fields.get(3) + " ?";
    }
    if (fields.get(2).equals("*") && weekday.matches("[0-7]([,-][0-7])*")) {
      Matcher digits = Pattern.compile("[0-7]").matcher(weekday);
      return time
          + ("? " + fields.get(3) + " ")
          + digits.replaceAll(m -> WEEKDAYS.get(Integer.parseInt(m.group()) % 7));
    }
    return EXAMPLE;
  }
}
