package io.github.milvusretention.milvus.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusretention.milvus.FastForward;
import io.github.milvusretention.milvus.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CallRateTest {
  private final FastForward time = FastForward.standing();
  private final CallRate rate = new CallRate(5, time::nanos);

  /** Waits for the permit and returns the time since the one before. */
  private Duration next() {
    long before = time.nanos();
    for (Duration wait = rate.take(); !wait.isZero(); wait = rate.take()) {
      time.pass(wait);
    }
    return Duration.ofNanos(time.nanos() - before);
  }

  private List<Long> waits(int calls) {
    List<Long> waits = new ArrayList<>();
    for (int i = 0; i < calls; i++) {
      waits.add(next().toMillis());
    }
    return waits;
  }

  @Test
  void callsAreSpacedEvenlyWithoutABurstAfterIdleTime() {
    time.pass(Duration.ofSeconds(10));
    assertThat(waits(6)).containsExactly(0L, 200L, 200L, 200L, 200L, 200L);
  }

  @Test
  void eachRequestToSlowDownHalvesTheRateToOneCallInTenSecondsAtLeast() {
    next();
    List<Long> waits = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      rate.note(Outcome.THROTTLED);
      waits.add(next().toMillis());
    }
    assertThat(waits).containsExactly(400L, 800L, 1600L, 3200L, 6400L, 10000L, 10000L, 10000L);
  }

  @Test
  void successWinsTheRateBackSlowlyAndNoFurtherThanTheRulesAllow() {
    next();
    rate.note(Outcome.THROTTLED);
    List<Long> waits = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      rate.note(Outcome.SUCCESS);
      waits.add(next().toMillis());
    }
    assertThat(waits.get(0)).isBetween(360L, 364L);
    assertThat(waits).isSortedAccordingTo((a, b) -> Long.compare(b, a)).endsWith(200L, 200L, 200L);
    assertThat(waits.indexOf(200L)).isBetween(6, 9);
  }

  @Test
  void callsThatWereUnderWayTogetherSlowItDownOnce() {
    waits(3);
    rate.note(Outcome.THROTTLED);
    rate.note(Outcome.THROTTLED);
    rate.note(Outcome.THROTTLED);
    assertThat(next().toMillis()).isEqualTo(400);
  }

  @Test
  void otherAnswersChangeNothing() {
    next();
    List.of(Outcome.NOT_READY, Outcome.LOADED, Outcome.UNKNOWN, Outcome.REJECTED)
        .forEach(rate::note);
    assertThat(next().toMillis()).isEqualTo(200);
  }
}
