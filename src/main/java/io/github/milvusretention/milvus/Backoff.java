package io.github.milvusretention.milvus;

import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;

/** {@link Retries} with the two things a test wants to hold in its hand: waiting and chance. */
record Backoff(Retries retries, Sleeper sleeper, DoubleSupplier chance) {

  static Backoff of(Retries retries, Sleeper sleeper) {
    return new Backoff(retries, sleeper, () -> ThreadLocalRandom.current().nextDouble());
  }

  Tries begin() {
    return new Tries(retries, chance);
  }
}
