package io.github.milvusretention.check;

import io.github.milvusretention.clock.ClockReading;
import io.github.milvusretention.clock.InWords;
import io.github.milvusretention.run.RunExit;
import java.time.Duration;
import java.util.Optional;

/** The findings on this machine's clock beside others. */
final class ClockFindings {
  private ClockFindings() {}

  static Finding of(Place place, ClockReading reading, Duration tolerance) {
    String detail = "this machine's clock is " + reading.describe();
    return reading.within(tolerance)
        ? Finding.ok(FindingId.CLOCK, place, detail)
        : Finding.problem(
            FindingId.CLOCK,
            place,
            RunExit.GUARD_REFUSED,
            detail
                + "; clock-tolerance allows "
                + InWords.of(tolerance)
                + ". Correct the clock that is wrong");
  }

  static Finding ofCluster(Place cluster, Optional<ClockReading> reading, Duration tolerance) {
    return reading
        .map(shown -> of(cluster, shown, tolerance))
        .orElseGet(
            () ->
                Finding.warning(
                    FindingId.CLOCK,
                    cluster,
                    "its answers have no Date header, so its clock cannot be compared with this"
                        + " machine's"));
  }
}
