package io.github.milvusretention.milvus;

import java.time.Duration;

/**
 * How often a read is asked again, and how long to wait in between.
 *
 * @param attempts how often a read is sent at most, the first time included; 1 to 100
 * @param base the wait after the first failure, doubled after each further one; above zero
 * @param cap the longest wait; not below {@code base}
 */
public record Retries(int attempts, Duration base, Duration cap) {
  public static final Retries DEFAULT =
      new Retries(4, Duration.ofMillis(200), Duration.ofSeconds(2));

  public Retries {
    if (attempts < 1 || attempts > 100) {
      throw new IllegalArgumentException(attempts + " attempts; choose 1 to 100");
    }
    if (base.isZero() || base.isNegative() || cap.compareTo(base) < 0) {
      throw new IllegalArgumentException(
          "a wait from " + base + " to " + cap + "; choose a base above zero, a cap not below it");
    }
  }

  /**
   * The wait after so many failures. Half of it is left to chance, so that several readers that
   * failed together do not come back together.
   *
   * @param failures 1 or more
   * @param chance from 0 (half the wait) to 1 (all of it)
   */
  Duration pause(int failures, double chance) {
    double doubled = (double) base.toMillis() * Math.pow(2, failures - 1);
    double full = Math.min((double) cap.toMillis(), doubled);
    return Duration.ofMillis(Math.round(full * (1 + chance) / 2));
  }
}
