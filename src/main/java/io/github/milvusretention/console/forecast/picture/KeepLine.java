package io.github.milvusretention.console.forecast.picture;

import io.github.milvusretention.period.Keep;
import io.github.milvusretention.policy.Policy;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/** Where a policy's keep cuts the time line: what ends left of it has expired. */
final class KeepLine {
  /** Longer than any keep. */
  private static final Duration LONGEST = Duration.ofDays(1001 * 366L);

  private KeepLine() {}

  /** Of a run at {@code now}: the last moment, to the second, at which a period may have ended. */
  static Instant at(Instant now, Policy policy) {
    Instant asOf = policy.asOf(now).at(policy.zone()).toInstant();
    return before(asOf, policy.keep(), policy.zone());
  }

  /** A keep can only be added, and months have no fixed length: so it is searched. */
  private static Instant before(Instant moment, Keep keep, ZoneId zone) {
    long low = moment.minus(LONGEST).getEpochSecond();
    long high = moment.getEpochSecond();
    while (low < high) {
      long middle = low + (high - low + 1) / 2;
      Instant end = Instant.ofEpochSecond(middle);
      if (keep.after(end.atZone(zone)).toInstant().isAfter(moment)) {
        high = middle - 1;
      } else {
        low = middle;
      }
    }
    return Instant.ofEpochSecond(low);
  }
}
