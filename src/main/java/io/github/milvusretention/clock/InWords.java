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

  private static Duration rounded(Duration time) {
    Duration unit =
        time.toDays() > 0
            ? Duration.ofHours(1)
            : time.toHours() > 0 ? Duration.ofMinutes(1) : Duration.ofSeconds(1);
    return unit.multipliedBy(time.plus(unit.dividedBy(2)).dividedBy(unit));
  }

  private static void add(List<String> parts, long count, String unit) {
    if (count > 0) {
      parts.add(count + unit);
    }
  }
}
