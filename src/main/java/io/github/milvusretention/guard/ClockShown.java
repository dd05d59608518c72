package io.github.milvusretention.guard;

import static java.util.stream.Collectors.joining;

import io.github.milvusretention.clock.InWords;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * How far clocks were apart when somebody looked. That is measured each time, and hardly ever the
 * same to the second: whoever has accepted it accepts as well that they are less far apart, and
 * further by what the rules allow anyway.
 *
 * @param clocks a digest of which clocks they are, and which of them are ahead or behind
 * @param tolerance how far apart clocks may be
 * @param apart how far they are, in the order of the sentence
 */
record ClockShown(String clocks, Duration tolerance, List<Duration> apart) {
  private static final ClockShown NOTHING = new ClockShown("", Duration.ZERO, List.of());
  private static final Pattern LENGTH =
      Pattern.compile("([0-9]+[dhms](?: [0-9]+[hms])*)(?= (?:ahead|behind) )");
  private static final Pattern TEXT = Pattern.compile("[0-9a-f]{16}~[0-9]{1,15}(~[0-9]{1,15})+");

  ClockShown {
    apart = List.copyOf(apart);
  }

  static ClockShown of(Refusal refusal) {
    List<Duration> apart = new ArrayList<>();
    String clocks =
        LENGTH
            .matcher(refusal.figure())
            .replaceAll(
                length -> {
                  apart.add(InWords.parse(length.group(1)));
                  return Matcher.quoteReplacement("*");
                });
    return new ClockShown(
        RefusalsShown.digest(List.of(refusal.limit(), clocks)),
        InWords.parse(refusal.limit()),
        apart);
  }

  static ClockShown parse(String text) {
    if (!TEXT.matcher(text).matches()) {
      return NOTHING;
    }
    String[] parts = text.split("~", -1);
    List<Duration> lengths =
        Stream.of(parts).skip(1).map(Long::parseLong).map(Duration::ofSeconds).toList();
    return new ClockShown(parts[0], lengths.get(0), lengths.subList(1, lengths.size()));
  }

  String text() {
    return clocks
        + "~"
        + Stream.concat(Stream.of(tolerance), apart.stream())
            .map(length -> String.valueOf(length.toSeconds()))
            .collect(joining("~"));
  }

  /** Whether whoever was shown this has seen that too. */
  boolean covers(ClockShown now) {
    return !apart.isEmpty()
        && clocks.equals(now.clocks)
        && apart.size() == now.apart.size()
        && IntStream.range(0, apart.size())
            .allMatch(i -> now.apart.get(i).compareTo(furthest(apart.get(i), now.tolerance)) <= 0);
  }

  /** Lengths are rounded where they are told. */
  private static Duration furthest(Duration shown, Duration tolerance) {
    return shown.plus(tolerance).plus(InWords.unit(shown));
  }
}
