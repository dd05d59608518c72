package io.github.milvusretention.milvus;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** Time that goes by at once where the program sleeps. */
public final class FastForward implements Sleeper {
  private final LongSupplier real;
  private final AtomicLong slept = new AtomicLong();

  private FastForward(LongSupplier real) {
    this.real = real;
  }

  /** Runs with the machine's clock where nobody sleeps. */
  public static FastForward withRealTime() {
    return new FastForward(System::nanoTime);
  }

  /** Stands still where nobody sleeps. */
  public static FastForward standing() {
    return new FastForward(() -> 0);
  }

  @Override
  public void sleep(Duration time) throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    pass(time);
  }

  public void pass(Duration time) {
    slept.addAndGet(time.toNanos());
  }

  @Override
  public long nanos() {
    return real.getAsLong() + slept.get();
  }
}
