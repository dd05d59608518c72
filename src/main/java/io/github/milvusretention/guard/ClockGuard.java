package io.github.milvusretention.guard;

import io.github.milvusretention.clock.ClockReading;
import io.github.milvusretention.clock.InWords;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Refuses a plan that was made by a clock that may be wrong: this machine's clock and another one
 * are further apart than {@code clock-tolerance}. Nobody knows which of the two is right.
 */
public final class ClockGuard {
  static final String NAME = "clock";

  private ClockGuard() {}

  /** At most one refusal, which names all clocks that are too far apart. */
  public static List<Refusal> ask(List<ClockReading> readings, Duration tolerance) {
    String apart =
        readings.stream()
            .filter(reading -> !reading.within(tolerance))
            .map(ClockReading::describe)
            .collect(Collectors.joining(", and "));
    String limit = InWords.of(tolerance);
    return apart.isEmpty()
        ? List.of()
        : List.of(
            new Refusal(
                NAME,
                limit,
                apart,
                "this machine's clock ("
                    + readings.get(0).oursUntil()
                    + ") is "
                    + apart
                    + "; clock-tolerance allows "
                    + limit
                    + ". Correct the clock that is wrong, and run again; or accept the plan, if this"
                    + " machine's clock is right",
                List.of()));
  }
}
