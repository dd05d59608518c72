package io.github.milvusretention.console.api;

import io.github.milvusretention.run.RunExit;
import io.github.milvusretention.run.RunFailure;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.springframework.http.HttpStatus;

/**
 * Lets a few requests ask clusters at once, and the others wait for their turn: a program that asks
 * without end must not take the threads of the pages, nor the patience of a cluster.
 */
class ClusterTurns {
  private static final int AT_ONCE = 4;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Semaphore turns;
  private final Duration patience;

  ClusterTurns() {
    this(AT_ONCE, PATIENCE);
  }

  ClusterTurns(int atOnce, Duration patience) {
    this.turns = new Semaphore(atOnce, true);
    this.patience = patience;
  }

  /** Throws {@link Refused} if no turn came. */
  <T> T ask(Supplier<T> question) {
    try {
      if (!turns.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new Refused(
            HttpStatus.SERVICE_UNAVAILABLE,
            RunExit.LOCKED,
            "clusters are being asked by others; ask again in a moment");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw RunFailure.stopped();
    }
    try {
      return question.get();
    } finally {
      turns.release();
    }
  }
}
