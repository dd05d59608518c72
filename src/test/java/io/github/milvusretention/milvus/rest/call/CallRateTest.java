package io.github.milvusretention.milvus.rest.call;

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
      rate.note(Outcome.THROTTLED, rate.sent());
      waits.add(next().toMillis());
    }
    assertThat(waits).containsExactly(400L, 800L, 1600L, 3200L, 6400L, 10000L, 10000L, 10000L);
  }

  @Test
  void successWinsTheRateBackSlowlyAndNoFurtherThanTheRulesAllow() {
    next();
    rate.note(Outcome.THROTTLED, rate.sent());
    List<Long> waits = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      rate.note(Outcome.SUCCESS, rate.sent());
      waits.add(next().toMillis());
    }
    assertThat(waits.get(0)).isBetween(360L, 364L);
    assertThat(waits).isSortedAccordingTo((a, b) -> Long.compare(b, a)).endsWith(200L, 200L, 200L);
    assertThat(waits.indexOf(200L)).isBetween(6, 9);
  }

  @Test
  void callsThatWereUnderWayTogetherSlowItDownOnce() {
    waits(3);
    List<Integer> sent = List.of(rate.sent(), rate.sent(), rate.sent());
    sent.forEach(call -> rate.note(Outcome.THROTTLED, call));
    assertThat(next().toMillis()).isEqualTo(400);
  }

  @Test
  void aPermitThatWasTakenMeanwhileDoesNotMakeThemOneMoreReason() {
    next();
    int first = rate.sent();
    next();
    int second = rate.sent();
    rate.note(Outcome.THROTTLED, first);
    next();
    rate.note(Outcome.THROTTLED, second);
    assertThat(rate.perSecond()).isEqualTo(2.5);

    rate.note(Outcome.THROTTLED, rate.sent());
    assertThat(rate.perSecond()).isEqualTo(1.25);
  }

  @Test
  void neitherDoesACallThatWaitedForSomethingElseAfterItsPermit() {
    waits(2);
    rate.note(Outcome.THROTTLED, rate.sent());
    rate.note(Outcome.THROTTLED, rate.sent());
    assertThat(rate.perSecond()).isEqualTo(2.5);
  }

  @Test
  void aCallThatWasSentBeforeASuccessIsThrottledForAReasonOfItsOwn() {
    waits(2);
    rate.note(Outcome.THROTTLED, rate.sent());
    waits(2);
    int throttled = rate.sent();
    rate.note(Outcome.SUCCESS, rate.sent());
    rate.note(Outcome.THROTTLED, throttled);
    assertThat(rate.perSecond()).isEqualTo(2.5 * 1.1 / 2);
  }

  @Test
  void aSuccessTakesNothingOfTheWaitingAway() {
    for (int i = 0; i < 10; i++) {
      next();
      rate.note(Outcome.THROTTLED, rate.sent());
    }
    next();
    assertThat(rate.take()).isEqualTo(Duration.ofSeconds(10));
    time.pass(Duration.ofSeconds(9));
    rate.note(Outcome.SUCCESS, rate.sent());
    assertThat(rate.take()).isLessThanOrEqualTo(Duration.ofSeconds(1));
    for (int i = 0; i < 5; i++) {
      rate.note(Outcome.SUCCESS, rate.sent());
    }
    assertThat(next()).isLessThanOrEqualTo(Duration.ofSeconds(1));
    assertThat(next()).isGreaterThan(Duration.ofSeconds(5));
  }

  @Test
  void otherAnswersChangeNothing() {
    next();
    List.of(Outcome.NOT_READY, Outcome.LOADED, Outcome.UNKNOWN, Outcome.REJECTED)
        .forEach(outcome -> rate.note(outcome, rate.sent()));
    assertThat(next().toMillis()).isEqualTo(200);
  }
}
