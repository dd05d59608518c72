package io.github.milvusretention.rules.values;

import io.github.milvusretention.period.RuleException;
import java.time.LocalTime;

/** An hour of the day, with its minute: 05:00. */
public final class Hour {
  private static final String CURE = "write it as 05:00 or 23:30, from 00:00 to 23:59";

  private Hour() {}

  public static LocalTime of(String text) {
    if (!text.matches("[0-9]{2}:[0-9]{2}")) {
      throw new RuleException("\"" + text + "\" is not an hour of the day", CURE);
    }
    int hour = Integer.parseInt(text.substring(0, 2));
    int minute = Integer.parseInt(text.substring(3));
    if (hour > 23 || minute > 59) {
      throw new RuleException(text + " is no hour of any day", CURE);
    }
    return LocalTime.of(hour, minute);
  }
}
