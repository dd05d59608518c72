package io.github.milvusretention.clusters;

import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * How long a cluster gave no answer at all. The time counts, not the number of calls: what fails at
 * once costs nothing, and must not hide the others behind it. Safe for several threads, whose times
 * add up.
 */
public final class UnansweredTime {
  static final Duration LIMIT = Duration.ofMinutes(2);

  private final LongSupplier nanos;
  private Duration lost = Duration.ZERO;

  /**
   * @param nanos this machine's monotonic clock
   */
  public UnansweredTime(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /** Asks and takes the time; the caller says whether it was answered. */
  public <T> Timed<T> ask(Supplier<T> question) {
    long start = nanos.getAsLong();
    T answer = question.get();
    return new Timed<>(answer, Duration.ofNanos(nanos.getAsLong() - start));
  }

  /** An answer, and how long it took. */
  public record Timed<T>(T answer, Duration took) {}

  public synchronized void record(boolean answered, Duration took) {
    lost = answered ? Duration.ZERO : lost.plus(took);
  }

  public synchronized boolean tooLong() {
    return lost.compareTo(LIMIT) > 0;
  }
}
