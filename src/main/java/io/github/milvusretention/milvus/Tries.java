package io.github.milvusretention.milvus;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;

/** One thing on its way through its {@link Retries}. For one thread. */
public final class Tries {
  private final Retries retries;
  private final DoubleSupplier chance;
  private int failures;
  private Duration spent = Duration.ZERO;

  public Tries(Retries retries, DoubleSupplier chance) {
    this.retries = retries;
    this.chance = chance;
  }

  public static Tries of(Retries retries) {
    return new Tries(retries, () -> ThreadLocalRandom.current().nextDouble());
  }

  /**
   * How long to wait before the next try; empty if there is none.
   *
   * @param answer to the try that just failed
   */
  public Optional<Duration> after(Answer answer) {
    failures++;
    Duration wait = retries.pause(failures, chance.getAsDouble());
    Duration asked = answer.retryAfter();
    if (asked != null && asked.compareTo(wait) > 0) {
      wait = asked;
    }
    spent = spent.plus(answer.took()).plus(wait);
    boolean allowed = answer.outcome().asksToComeBack() || failures < retries.attempts();
    return allowed && spent.compareTo(retries.budget()) <= 0 ? Optional.of(wait) : Optional.empty();
  }

  /** How often it was tried, and failed, so far. */
  public int failures() {
    return failures;
  }
}
