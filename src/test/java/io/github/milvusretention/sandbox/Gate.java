package io.github.milvusretention.sandbox;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Where calls wait: for latency, in a hang. Opened by {@code heal()} and for good by close. */
final class Gate {
  private volatile CountDownLatch latch = new CountDownLatch(1);
  private volatile boolean closed;

  /** Waits until the gate is opened. False if it was closed for good: give no answer. */
  boolean hold() {
    try {
      latch.await();
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

  /** Lets those go who wait now; later ones wait again. */
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
