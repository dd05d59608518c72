package io.github.milvusretention.milvus;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;

/** Counts the attempts of one operation. Not thread-safe. */
public final class Tries {
  private final Retries retries;
  private final DoubleSupplier jitter;
  private int failures;
  private int counted;
  private Duration spent = Duration.ZERO;

  public Tries(Retries retries, DoubleSupplier jitter) {
    this.retries = retries;
    this.jitter = jitter;
  }

  public static Tries of(Retries retries) {
    return new Tries(retries, () -> ThreadLocalRandom.current().nextDouble());
  }

  /**
   * The delay before the next attempt; empty if there is none.
   *
   * @param answer the answer to the attempt that just failed
   */
  public Optional<Duration> after(Answer answer) {
    failures++;
    Duration wait = retries.delay(failures, jitter.getAsDouble());
    Duration asked = answer.retryAfter();
    if (asked != null && asked.compareTo(wait) > 0) {
      wait = asked;
    }
    spent = spent.plus(answer.took()).plus(wait);
    boolean withinBudget = answer.outcome().retriedWithinBudget();
    counted += withinBudget ? 0 : 1;
    boolean allowed = withinBudget || counted < retries.attempts();
    return allowed && spent.compareTo(retries.budget()) <= 0 ? Optional.of(wait) : Optional.empty();
  }

  /** The number of failed attempts so far. */
  public int failures() {
    return failures;
  }
}
