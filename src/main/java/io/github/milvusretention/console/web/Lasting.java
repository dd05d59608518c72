package io.github.milvusretention.console.web;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How long something took, in words. */
public final class Lasting {
  private Lasting() {}

  /** Such as 1 h 5 min, 3 min 12 s, 4.1 s or 87 ms; at most two units. */
  public static String words(Duration lasting) {
    if (lasting.toMinutes() >= 60) {
      return lasting.toHours() + " h " + lasting.toMinutesPart() + " min";
    }
    if (lasting.toSeconds() >= 60) {
      return lasting.toMinutes() + " min " + lasting.toSecondsPart() + " s";
    }
    if (lasting.toMillis() >= 1000) {
      return lasting.toSeconds() + "." + lasting.toMillisPart() / 100 + " s";
    }
    return Math.max(0, lasting.toMillis()) + " ms";
  }

  /** Empty unless both are known. */
  public static String words(@Nullable Instant start, @Nullable Instant end) {
    return start == null || end == null ? "" : words(Duration.between(start, end));
  }
}
