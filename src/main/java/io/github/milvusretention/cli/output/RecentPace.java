package io.github.milvusretention.cli.output;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.LongSupplier;

/** How fast something has gone in the last half minute. */
final class RecentPace {
  private static final long WINDOW = Duration.ofSeconds(30).toNanos();

  private record Mark(long nanos, int done) {}

  private final LongSupplier nanos;
  private final Deque<Mark> marks = new ArrayDeque<>();

  /**
   * @param nanos this machine's monotonic clock
   */
  RecentPace(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /** To be called at the start, with 0, and whenever more is done. */
  void done(int done) {
    long now = nanos.getAsLong();
    marks.addLast(new Mark(now, done));
    while (marks.size() > 2 && now - marks.getFirst().nanos > WINDOW) {
      marks.removeFirst();
    }
  }

  /** How many a second; empty as long as too little is known. */
  Optional<Double> perSecond() {
    Mark first = marks.peekFirst();
    Mark last = marks.peekLast();
    if (first == null || last == null || last.done == first.done) {
      return Optional.empty();
    }
    double seconds = (nanos.getAsLong() - first.nanos) / 1e9;
    return seconds < 1 ? Optional.empty() : Optional.of((last.done - first.done) / seconds);
  }
}
