package io.github.milvusretention.rules.values;

import io.github.milvusretention.period.RuleException;
import java.time.Duration;
import org.springframework.boot.convert.DurationStyle;

/** Counts and lengths of time, in the one way in which each is written. */
public final class Lengths {
  private Lengths() {}

  /** Decimal digits: 010, 0x10, 1_000 and 1e3 mean different numbers to different readers. */
  public static int count(String text, String[] range) {
    String cure = "write a number from " + range[0] + " to " + range[1];
    refuseNegative(text, cure);
    if (!text.matches("[0-9]+")) {
      throw new RuleException("\"" + text + "\" is not a whole number in decimal digits", cure);
    }
    if (text.matches("0[0-9]+")) {
      throw new RuleException("\"" + text + "\" begins with 0, as octal numbers do", cure);
    }
    if (text.length() > 9
        || Integer.parseInt(text) < Integer.parseInt(range[0])
        || Integer.parseInt(text) > Integer.parseInt(range[1])) {
      throw new RuleException(text + " is out of range", cure);
    }
    return Integer.parseInt(text);
  }

  /** Whole seconds, in Spring Boot's style ({@code 60s}) or ISO-8601 ({@code PT1M}). */
  public static Duration duration(String text, String[] range) {
    String cure = "write " + range[0] + " to " + range[1];
    if (text.matches("[0-9]+")) {
      throw new RuleException("\"" + text + "\" has no unit", "write " + text + "s for seconds");
    }
    refuseNegative(text, cure);
    Duration duration = parse(text);
    if (duration.compareTo(parse(range[0])) < 0 || duration.compareTo(parse(range[1])) > 0) {
      throw new RuleException(text + " is out of range", cure);
    }
    if (duration.getNano() != 0) {
      throw new RuleException(
          text + " is not whole seconds", "write " + duration.toSeconds() + "s");
    }
    return duration;
  }

  private static void refuseNegative(String text, String cure) {
    if (text.matches("-[0-9].*")) {
      throw new RuleException("\"" + text + "\" must not be negative", cure);
    }
  }

  private static Duration parse(String text) {
    try {
      return DurationStyle.detectAndParse(text);
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw new RuleException(
          "\"" + text + "\" is not a duration", "write for example 60s, 2m or PT1M");
    }
  }
}
