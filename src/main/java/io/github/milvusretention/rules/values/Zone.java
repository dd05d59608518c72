package io.github.milvusretention.rules.values;

import io.github.milvusretention.period.RuleException;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Set;

/** A time zone that means one thing. */
public final class Zone {
  /**
   * Those of three capital letters that are the names of one zone, and no abbreviations. Longer old
   * names, as GMT0 and EST5EDT, also mean one zone each, and pass.
   */
  private static final Set<String> PLAIN = Set.of("UTC", "GMT", "UCT", "PRC", "ROK");

  private Zone() {}

  public static ZoneId of(String text) {
    if (text.matches("[A-Z]{3}") && !PLAIN.contains(text)) {
      throw new RuleException(
          "\"" + text + "\" is an abbreviation, and those stand for several zones",
          "write UTC or a region such as America/New_York");
    }
    if (text.startsWith("SystemV/")) {
      throw new RuleException(
          "\"" + text + "\" is a zone that later versions of Java do not know",
          "write a region such as America/New_York");
    }
    try {
      return ZoneId.of(text);
    } catch (DateTimeException e) {
      throw new RuleException(
          "\"" + text + "\" is not a time zone",
          Closest.didYouMean(
              text,
              ZoneId.getAvailableZoneIds(),
              "write UTC, a region such as Europe/Berlin, or an offset such as +05:30"));
    }
  }
}
