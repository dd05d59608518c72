package io.github.milvusretention.guard;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusretention.clock.ClockReading;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClockGuardTest {
  private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
  private static final Duration TOLERANCE = Duration.ofMinutes(5);

  @Test
  void acceptClocksWithinTheTolerance() {
    assertThat(ClockGuard.ask(List.of(), TOLERANCE)).isEmpty();
    assertThat(ClockGuard.ask(List.of(at("a", 300), at("b", -300)), TOLERANCE)).isEmpty();
  }

  @Test
  void refuseOnceAndNameEveryClockThatIsTooFarApart() {
    assertThat(ClockGuard.ask(List.of(at("a", 86_400), at("b", 0), at("c", -301)), TOLERANCE))
        .containsExactly(
            new Refusal(
                "clock",
                "5m",
                "1d ahead of a, and 5m 1s behind c",
                "this machine's clock (2026-11-24T12:00:00Z) is 1d ahead of a, and 5m 1s behind c;"
                    + " clock-tolerance allows 5m. Correct the clock that is wrong, and run again;"
                    + " or accept the plan, if this machine's clock is right",
                List.of()));
  }

  private static ClockReading at(String clock, long ahead) {
    Instant shown = NOON.minusSeconds(ahead);
    Duration step = Duration.ofNanos(1);
    return ClockReading.of(clock, NOON, NOON, ahead > 0 ? shown.minus(step) : shown, step);
  }
}
