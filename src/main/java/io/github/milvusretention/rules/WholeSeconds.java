package io.github.milvusretention.rules;

import io.github.milvusretention.period.RuleException;
import java.time.Duration;
import java.util.function.Function;
import org.springframework.boot.convert.DurationStyle;

/** A duration with its unit, in Spring Boot's style ({@code 60s}) or ISO-8601 ({@code PT1M}). */
final class WholeSeconds {
  private WholeSeconds() {}

  static Function<String, Duration> between(Duration least, Duration most) {
    return text -> {
      if (text.matches("[0-9]+")) {
        throw new RuleException("\"" + text + "\" has no unit", "write " + text + "s for seconds");
      }
      Duration duration = parse(text);
      if (duration.compareTo(least) < 0 || duration.compareTo(most) > 0) {
        throw new RuleException(
            text + " is out of range", "write " + least.toSeconds() + "s to " + longest(most));
      }
      if (duration.getNano() != 0) {
        throw new RuleException(
            text + " is not whole seconds", "write " + duration.toSeconds() + "s");
      }
      return duration;
    };
  }

  private static Duration parse(String text) {
    try {
      return DurationStyle.detectAndParse(text);
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw new RuleException(
          "\"" + text + "\" is not a duration", "write for example 60s, 2m or PT1M");
    }
  }

  private static String longest(Duration most) {
    return most.toDays() > 0 ? most.toDays() + "d" : most.toSeconds() + "s";
  }
}
