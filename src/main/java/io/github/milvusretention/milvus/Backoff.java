package io.github.milvusretention.milvus;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;

/** {@link Retries} with the two things a test wants to hold in its hand: waiting and chance. */
record Backoff(Retries retries, Sleeper sleeper, DoubleSupplier chance) {

  interface Sleeper {
    void sleep(Duration duration) throws InterruptedException;
  }

  static Backoff of(Retries retries) {
    return new Backoff(
        retries,
        duration -> Thread.sleep(duration.toMillis()),
        () -> ThreadLocalRandom.current().nextDouble());
  }

  boolean exhaustedAfter(int attempts) {
    return attempts >= retries.attempts();
  }

  void waitAfter(int failures) throws InterruptedException {
    sleeper.sleep(retries.pause(failures, chance.getAsDouble()));
  }
}
