package io.github.milvusretention.lease;

import io.github.milvusretention.clock.ClockReading;
import java.time.Duration;
import java.time.Instant;

/**
 * Notices that the wall clock of this machine was set while this process runs: the monotonic clock
 * does not follow. After the machine was suspended the two differ as well, so another clock should
 * be asked before a difference is believed. Safe for several threads.
 */
public final class ClockWatch {
  private static final String RUNNING_TIME = "the time that this process has measured since ";

  private final MachineClocks clocks;
  private volatile MachineClocks.Reading base;

  public ClockWatch(MachineClocks clocks) {
    this.clocks = clocks;
    this.base = clocks.now();
  }

  /** From now on the wall clock is trusted as it is: a plan by it was frozen. */
  public void trust() {
    base = clocks.now();
  }

  /** What the wall clock should show, by the monotonic clock, since it was last trusted. */
  public ClockReading reading() {
    MachineClocks.Reading since = base;
    MachineClocks.Reading now = clocks.now();
    Instant wall = Instant.ofEpochMilli(now.millis());
    Instant start = Instant.ofEpochMilli(since.millis());
    return ClockReading.of(
        RUNNING_TIME + start,
        wall,
        wall,
        start.plusNanos(now.nanos() - since.nanos()),
        Duration.ofMillis(1));
  }
}
