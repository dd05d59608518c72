package io.github.milvusretention.console.web.asking;

import io.github.milvusretention.run.RunFailure;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Lets a few requests ask clusters at once, and a few others wait for their turn: who asks without
 * end must not take the threads of the server, nor the patience of a cluster.
 */
public class ClusterTurns {
  private static final int AT_ONCE = 4;
  private static final int WAITING = 8;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Semaphore turns;
  private final Semaphore places;
  private final Duration patience;

  /** Four at once, and eight that wait. */
  public ClusterTurns() {
    this(AT_ONCE, WAITING, PATIENCE);
  }

  ClusterTurns(int atOnce, int waiting, Duration patience) {
    this.turns = new Semaphore(atOnce, true);
    this.places = new Semaphore(atOnce + waiting);
    this.patience = patience;
  }

  /** Throws {@link Busy} if no turn came, and at once if too many wait for one. */
  public <T> T ask(Supplier<T> question) {
    if (!places.tryAcquire()) {
      throw busy();
    }
    try {
      return inTurn(question);
    } finally {
      places.release();
    }
  }

  private <T> T inTurn(Supplier<T> question) {
    try {
      if (!turns.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        throw busy();
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

  /** So many wait for their turn. */
  int waiting() {
    return turns.getQueueLength();
  }

  private static Busy busy() {
    return new Busy("clusters are being asked by others; ask again in a moment");
  }
}
