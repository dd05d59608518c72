package io.github.milvusretention.milvus.rest;

import io.github.milvusretention.milvus.Retries;
import io.github.milvusretention.milvus.Sleeper;
import io.github.milvusretention.milvus.Tries;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;

/** {@link Retries} with the two things a test wants to hold in its hand: waiting and chance. */
public record Backoff(Retries retries, Sleeper sleeper, DoubleSupplier chance) {

  public static Backoff of(Retries retries, Sleeper sleeper) {
    return new Backoff(retries, sleeper, () -> ThreadLocalRandom.current().nextDouble());
  }

  Tries begin() {
    return new Tries(retries, chance);
  }
}
