package io.github.milvusretention.milvus;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusretention.milvus.rest.call.Routes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TriesTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private static Answer answer(Outcome outcome, Duration took, @Nullable Duration retryAfter) {
    return new Answer(Routes.DROP, outcome, 200, 1, "", took, retryAfter);
  }

  private static List<Duration> waits(Retries retries, Answer answer) {
    Tries tries = new Tries(retries, () -> 1.0);
    List<Duration> waits = new ArrayList<>();
    for (Optional<Duration> wait = tries.after(answer);
        wait.isPresent();
        wait = tries.after(answer)) {
      waits.add(wait.get());
    }
    assertThat(tries.failures()).isEqualTo(waits.size() + 1);
    return waits;
  }

  @Test
  void aServerThatAsksToRetryLaterIsRetriedUntilTheBudgetIsSpent() {
    for (Outcome outcome : List.of(Outcome.THROTTLED, Outcome.NOT_READY)) {
      List<Duration> waits = waits(Retries.ofChanges(MINUTE), answer(outcome, Duration.ZERO, null));
      assertThat(waits)
          .extracting(Duration::toSeconds)
          .as("a minute in all")
          .containsExactly(1L, 2L, 4L, 8L, 15L, 15L, 15L);
    }
  }

  @Test
  void otherFailuresAreRetriedUpToTheNumberOfAttempts() {
    Answer unknown = answer(Outcome.UNKNOWN, Duration.ZERO, null);
    assertThat(waits(Retries.ofChanges(MINUTE), unknown)).hasSize(1);
    assertThat(waits(Retries.ofReads(MINUTE), unknown)).hasSize(3);
  }

  @Test
  void refusedAndLostConnectionsAreRetriedUntilTheBudgetIsSpent() {
    for (Outcome outcome : List.of(Outcome.CONNECTION_REFUSED, Outcome.CONNECTION_LOST)) {
      List<Duration> waits = waits(Retries.ofReads(MINUTE), answer(outcome, Duration.ZERO, null));
      assertThat(waits.stream().reduce(Duration.ZERO, Duration::plus))
          .isBetween(Duration.ofSeconds(57), MINUTE);
    }
  }

  @Test
  void attemptsAtAServerThatWasDownDoNotCountOnceItIsUp() {
    Tries tries = new Tries(Retries.ofReads(MINUTE), () -> 1.0);
    for (int i = 0; i < 8; i++) {
      assertThat(tries.after(answer(Outcome.CONNECTION_REFUSED, Duration.ZERO, null))).isPresent();
    }
    for (int i = 0; i < 3; i++) {
      assertThat(tries.after(answer(Outcome.UNKNOWN, Duration.ZERO, null))).isPresent();
    }
    assertThat(tries.after(answer(Outcome.UNKNOWN, Duration.ZERO, null))).isEmpty();
    assertThat(tries.failures()).isEqualTo(12);
  }

  @Test
  void theTimeOfTheAttemptsCounts() {
    Answer slow = answer(Outcome.UNKNOWN, Duration.ofSeconds(90), null);
    assertThat(waits(Retries.ofReads(MINUTE), slow)).isEmpty();
    Answer quick = answer(Outcome.NOT_READY, Duration.ofSeconds(28), null);
    assertThat(waits(Retries.ofReads(MINUTE), quick)).hasSize(2);
  }

  @Test
  void retriesNoEarlierThanRequestedAndNotAtAllIfThatIsTooLate() {
    Answer in20 = answer(Outcome.THROTTLED, Duration.ZERO, Duration.ofSeconds(20));
    assertThat(waits(Retries.ofChanges(MINUTE), in20))
        .containsExactly(Duration.ofSeconds(20), Duration.ofSeconds(20), Duration.ofSeconds(20));
    Answer tomorrow = answer(Outcome.THROTTLED, Duration.ZERO, Duration.ofDays(1));
    assertThat(waits(Retries.ofChanges(MINUTE), tomorrow)).isEmpty();
    Answer soon = answer(Outcome.THROTTLED, Duration.ZERO, Duration.ofMillis(1));
    assertThat(waits(Retries.ofChanges(MINUTE), soon).get(0)).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void withoutABudgetNothingIsRetried() {
    Answer throttled = answer(Outcome.THROTTLED, Duration.ZERO, null);
    assertThat(waits(Retries.ofChanges(Duration.ZERO), throttled)).isEmpty();
    assertThat(waits(Retries.ofReads(Duration.ZERO), throttled)).isEmpty();
  }
}
