package io.github.milvusretention.milvus;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Sleeps; tests replace it. */
@FunctionalInterface
public interface Sleeper {
  Sleeper REAL = duration -> TimeUnit.NANOSECONDS.sleep(duration.toNanos());

  void sleep(Duration duration) throws InterruptedException;

  /** The monotonic clock by which sleeping takes time. */
  default long nanos() {
    return System.nanoTime();
  }
}
