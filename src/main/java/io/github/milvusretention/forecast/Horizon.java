package io.github.milvusretention.forecast;

import io.github.milvusretention.policy.Policy;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * How far a forecast looks.
 *
 * @param from when the partitions were listed
 * @param until the last moment at which a firing counts
 * @param firings of the policy's schedule, all of them after {@code from}
 */
public record Horizon(Instant from, Instant until, Firings firings) {
  /** Throws {@link IllegalArgumentException} if it looks back. */
  public Horizon {
    if (until.isBefore(from)) {
      throw new IllegalArgumentException("a forecast from " + from + " until " + until);
    }
  }

  /** Of so many days by the calendar of the policy's zone. */
  public static Horizon ofDays(int days, Instant from, Policy policy, Firings firings) {
    Instant until =
        from.atZone(policy.zone()).plusDays(days).truncatedTo(ChronoUnit.SECONDS).toInstant();
    return new Horizon(from, until, firings);
  }
}
