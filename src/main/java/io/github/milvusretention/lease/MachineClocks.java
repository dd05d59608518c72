package io.github.milvusretention.lease;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * The two clocks of this machine, for deadlines that must not be missed. The monotonic clock may
 * stop while the machine is suspended, and the wall clock may be set back; so a deadline has passed
 * as soon as either clock says so.
 *
 * @param nanos the monotonic clock
 * @param millis the wall clock
 */
public record MachineClocks(LongSupplier nanos, LongSupplier millis) {
  public static final MachineClocks REAL =
      new MachineClocks(System::nanoTime, System::currentTimeMillis);

  /** What both clocks show at the same time. */
  public record Reading(long nanos, long millis) {
    public Reading plus(Duration time) {
      return new Reading(nanos + time.toNanos(), millis + time.toMillis());
    }
  }

  public Reading now() {
    return new Reading(nanos.getAsLong(), millis.getAsLong());
  }

  public boolean past(Reading deadline) {
    return nanos.getAsLong() - deadline.nanos() >= 0 || millis.getAsLong() >= deadline.millis();
  }
}
