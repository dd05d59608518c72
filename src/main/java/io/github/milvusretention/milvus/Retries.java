package io.github.milvusretention.milvus;

import java.time.Duration;

/**
 * How often something is tried again, and how long to wait in between.
 *
 * @param attempts how often it is tried at most, the first time included, unless the server itself
 *     asks to come back later: then only the budget counts; 1 to 100
 * @param base the wait after the first failure, doubled after each further one; above zero
 * @param cap the longest wait; not below {@code base}
 * @param budget no wait begins that would end later than this after the first try began, by the
 *     time that tries and waits took; zero tries nothing again
 */
public record Retries(int attempts, Duration base, Duration cap, Duration budget) {

  public Retries {
    if (attempts < 1 || attempts > 100) {
      throw new IllegalArgumentException(attempts + " attempts; choose 1 to 100");
    }
    if (base.isZero() || base.isNegative() || cap.compareTo(base) < 0) {
      throw new IllegalArgumentException(
          "a wait from " + base + " to " + cap + "; choose a base above zero, a cap not below it");
    }
    if (budget.isNegative()) {
      throw new IllegalArgumentException("a budget of " + budget + "; choose zero or more");
    }
  }

  /** For questions, which may be asked again without harm. */
  public static Retries ofReads(Duration budget) {
    return new Retries(4, Duration.ofMillis(200), Duration.ofSeconds(2), budget);
  }

  /** For releases and drops, each of which is preceded by a new look at the server. */
  public static Retries ofChanges(Duration budget) {
    return new Retries(2, Duration.ofSeconds(1), Duration.ofSeconds(15), budget);
  }

  /**
   * The wait after so many failures. Half of it is left to chance, so that several that failed
   * together do not come back together.
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
