package io.github.milvusretention.job;

import java.time.Duration;

/** Waiting, so that tests need not. */
@FunctionalInterface
interface Pause {
  Pause REAL =
      time -> {
        try {
          Thread.sleep(time.toMillis());
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          throw new RunFailure(RunExit.STOPPED, "interrupted while waiting for the server");
        }
      };

  void take(Duration time);
}
