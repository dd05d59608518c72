package io.github.milvusretention.clock;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A length of time for people, to the hour, the minute or the second: {@code 30d}, {@code 1h 30m}.
 */
public final class InWords {
  private InWords() {}

  /** Without its sign, rounded to what is shown; {@code 0s} if it is shorter than half a second. */
  public static String of(Duration length) {
    Duration time = rounded(length.abs());
    List<String> parts = new ArrayList<>();
    add(parts, time.toDaysPart(), "d");
    add(parts, time.toHoursPart(), "h");
    add(parts, time.toMinutesPart(), "m");
    add(parts, time.toSecondsPart(), "s");
    return parts.isEmpty() ? "0s" : String.join(" ", parts);
  }

  /** What a length of that size is rounded to. */
  public static Duration unit(Duration length) {
    Duration time = length.abs();
    return time.toDays() > 0
        ? Duration.ofHours(1)
        : time.toHours() > 0 ? Duration.ofMinutes(1) : Duration.ofSeconds(1);
  }

  /**
   * Reads what {@link #of} wrote.
   *
   * @throws IllegalArgumentException for any other text
   */
  public static Duration parse(String words) {
    Duration length = Duration.ZERO;
    for (String part : words.split(" ", -1)) {
      if (!part.matches("[0-9]{1,18}[dhms]")) {
        throw new IllegalArgumentException("not a length of time: " + words);
      }
      long count = Long.parseLong(part.substring(0, part.length() - 1));
      length =
          length.plus(
              switch (part.charAt(part.length() - 1)) {
                case 'd' -> Duration.ofDays(count);
                case 'h' -> Duration.ofHours(count);
                case 'm' -> Duration.ofMinutes(count);
                default -> Duration.ofSeconds(count);
              });
    }
    return length;
  }

  private static Duration rounded(Duration time) {
    Duration unit = unit(time);
    return unit.multipliedBy(time.plus(unit.dividedBy(2)).dividedBy(unit));
  }

  private static void add(List<String> parts, long count, String unit) {
    if (count > 0) {
      parts.add(count + unit);
    }
  }
}
