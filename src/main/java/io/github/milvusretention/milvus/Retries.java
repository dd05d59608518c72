package io.github.milvusretention.milvus;

import java.time.Duration;

/**
 * The number of attempts and the delays between them.
 *
 * @param attempts the maximum number of attempts, including the first; 1 to 100. Those after which
 *     the server itself asks to retry later, or whose connection failed, do not count: only the
 *     budget limits them
 * @param base the delay after the first failure, doubled after each further one; above zero
 * @param cap the longest delay; not below {@code base}
 * @param budget the maximum time of all attempts and delays: a delay that would exceed it is not
 *     started. Zero means no retries
 */
public record Retries(int attempts, Duration base, Duration cap, Duration budget) {

  public Retries {
    if (attempts < 1 || attempts > 100) {
      throw new IllegalArgumentException(attempts + " attempts; choose 1 to 100");
    }
    if (base.isZero() || base.isNegative() || cap.compareTo(base) < 0) {
      throw new IllegalArgumentException(
          "a delay from " + base + " to " + cap + "; choose a base above zero, a cap not below it");
    }
    if (budget.isNegative()) {
      throw new IllegalArgumentException("a budget of " + budget + "; choose zero or more");
    }
  }

  /** For reads, which can be repeated safely. */
  public static Retries ofReads(Duration budget) {
    return new Retries(4, Duration.ofMillis(200), Duration.ofSeconds(2), budget);
  }

  /** For releases and drops; each attempt is preceded by a fresh read from the server. */
  public static Retries ofChanges(Duration budget) {
    return new Retries(2, Duration.ofSeconds(1), Duration.ofSeconds(15), budget);
  }

  /**
   * The delay after this many failures. Half of it is random, so that callers that failed together
   * do not retry together.
   *
   * @param failures 1 or more
   * @param jitter from 0 (half the delay) to 1 (the full delay)
   */
  Duration delay(int failures, double jitter) {
    double doubled = (double) base.toMillis() * Math.pow(2, failures - 1);
    double full = Math.min((double) cap.toMillis(), doubled);
    return Duration.ofMillis(Math.round(full * (1 + jitter) / 2));
  }
}
