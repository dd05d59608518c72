package io.github.milvusretention.sandbox;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Where calls wait for latency or in a hang. Opened by {@code heal()}, permanently by close. */
final class Gate {
  private volatile CountDownLatch latch = new CountDownLatch(1);
  private volatile boolean closed;

  /** What the next {@code heal()} opens. */
  CountDownLatch next() {
    return latch;
  }

  /**
   * Waits until that is opened. Returns false if the sandbox was closed: send no answer.
   *
   * @param heal taken when the call began, so that it is not missed if it comes before the wait
   */
  boolean hold(CountDownLatch heal) {
    try {
      heal.await();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    return !closed;
  }

  /** Waits this long, or until the gate is opened. */
  boolean hold(Duration atMost) {
    try {
      boolean opened = latch.await(atMost.toNanos(), TimeUnit.NANOSECONDS);
      return !(opened && closed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Releases the waiting calls; later ones wait again. */
  synchronized void open() {
    if (!closed) {
      CountDownLatch old = latch;
      latch = new CountDownLatch(1);
      old.countDown();
    }
  }

  synchronized void close() {
    closed = true;
    latch.countDown();
  }
}
