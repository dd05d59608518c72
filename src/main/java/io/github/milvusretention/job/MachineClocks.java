package io.github.milvusretention.job;

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
record MachineClocks(LongSupplier nanos, LongSupplier millis) {
  static final MachineClocks REAL = new MachineClocks(System::nanoTime, System::currentTimeMillis);

  /** What both clocks show at one moment. */
  record Reading(long nanos, long millis) {
    Reading plus(Duration time) {
      return new Reading(nanos + time.toNanos(), millis + time.toMillis());
    }
  }

  Reading now() {
    return new Reading(nanos.getAsLong(), millis.getAsLong());
  }

  boolean past(Reading moment) {
    return nanos.getAsLong() - moment.nanos() >= 0 || millis.getAsLong() >= moment.millis();
  }
}
