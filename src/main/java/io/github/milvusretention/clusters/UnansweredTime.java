package io.github.milvusretention.clusters;

import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * How long nothing but silence came back. It is the time that counts, not the number: what fails at
 * once costs nothing, and must not hide the others behind it. Safe for several threads, whose lost
 * time adds up.
 */
public final class UnansweredTime {
  static final Duration LONGEST = Duration.ofMinutes(2);

  private final LongSupplier nanos;
  private Duration lost = Duration.ZERO;

  /**
   * @param nanos this machine's monotonic clock
   */
  public UnansweredTime(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /** Asks, and takes the time; whether it was answered is for the caller to say. */
  public <T> Timed<T> ask(Supplier<T> question) {
    long start = nanos.getAsLong();
    T answer = question.get();
    return new Timed<>(answer, Duration.ofNanos(nanos.getAsLong() - start));
  }

  /** Something, and how long it took. */
  public record Timed<T>(T answer, Duration took) {}

  public synchronized void heard(boolean answered, Duration took) {
    lost = answered ? Duration.ZERO : lost.plus(took);
  }

  public synchronized boolean tooLong() {
    return lost.compareTo(LONGEST) > 0;
  }
}
