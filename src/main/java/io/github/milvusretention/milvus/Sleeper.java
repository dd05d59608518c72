package io.github.milvusretention.milvus;

import java.time.Duration;

/** Waiting, so that tests need not. */
@FunctionalInterface
public interface Sleeper {
  Sleeper REAL = duration -> Thread.sleep(duration.toMillis());

  void sleep(Duration duration) throws InterruptedException;
}
