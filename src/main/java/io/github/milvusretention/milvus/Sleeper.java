package io.github.milvusretention.milvus;

import java.time.Duration;

/** Sleeps; tests replace it. */
@FunctionalInterface
public interface Sleeper {
  Sleeper REAL = duration -> Thread.sleep(duration.toMillis());

  void sleep(Duration duration) throws InterruptedException;
}
