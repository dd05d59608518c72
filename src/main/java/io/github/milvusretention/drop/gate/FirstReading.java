package io.github.milvusretention.drop.gate;

import io.github.milvusretention.clock.ClockReading;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The cluster's clock as a run first saw it. Safe for several threads. */
public final class FirstReading {
  private final AtomicReference<@Nullable ClockReading> first = new AtomicReference<>();

  /** How much further apart, or less far, the clocks are than at first; zero for the first. */
  Duration changeTo(ClockReading latest) {
    first.compareAndSet(null, latest);
    ClockReading known = first.get();
    return known == null ? Duration.ZERO : latest.skew().minus(known.skew()).abs();
  }
}
