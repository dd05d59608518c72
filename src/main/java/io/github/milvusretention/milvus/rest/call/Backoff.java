package io.github.milvusretention.milvus.rest.call;

import io.github.milvusretention.milvus.Retries;
import io.github.milvusretention.milvus.Sleeper;
import io.github.milvusretention.milvus.Tries;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;

/** {@link Retries} with a sleeper and a source of jitter, which tests replace. */
public record Backoff(Retries retries, Sleeper sleeper, DoubleSupplier jitter) {

  public static Backoff of(Retries retries, Sleeper sleeper) {
    return new Backoff(retries, sleeper, () -> ThreadLocalRandom.current().nextDouble());
  }

  public Tries start() {
    return new Tries(retries, jitter);
  }
}
