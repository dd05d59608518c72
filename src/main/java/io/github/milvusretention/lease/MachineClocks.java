package io.github.milvusretention.lease;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * The two clocks of this machine, where a moment must not be taken for later than it is. The
 * monotonic one may stand still while the machine is suspended, the wall clock may be set back; so
 * a time is over as soon as either says so.
 *
 * @param nanos the monotonic clock
 * @param millis the wall clock
 */
public record MachineClocks(LongSupplier nanos, LongSupplier millis) {
  public static final MachineClocks REAL =
      new MachineClocks(System::nanoTime, System::currentTimeMillis);

  /** What both clocks show at one moment. */
  public record Reading(long nanos, long millis) {
    public Reading plus(Duration time) {
      return new Reading(nanos + time.toNanos(), millis + time.toMillis());
    }
  }

  public Reading now() {
    return new Reading(nanos.getAsLong(), millis.getAsLong());
  }

  public boolean past(Reading moment) {
    return nanos.getAsLong() - moment.nanos() >= 0 || millis.getAsLong() >= moment.millis();
  }
}
