package io.github.milvusretention.clusters;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class UnansweredTimeTest {
  private long nanos;
  private final UnansweredTime unanswered = new UnansweredTime(() -> nanos);

  private void ask(boolean answered, Duration takes) {
    UnansweredTime.Timed<String> timed =
        unanswered.ask(
            () -> {
              nanos += takes.toNanos();
              return "whatever";
            });
    assertThat(timed.took()).isEqualTo(takes);
    unanswered.record(answered, timed.took());
  }

  @Test
  void whatFailsAtOnceMayFailAsOftenAsItLikes() {
    for (int n = 0; n < 100; n++) {
      ask(false, Duration.ofSeconds(1));
      assertThat(unanswered.tooLong()).isFalse();
    }
  }

  @Test
  void twoMinutesOfSilenceAreEnough() {
    ask(false, Duration.ofSeconds(65));
    assertThat(unanswered.tooLong()).isFalse();
    ask(false, Duration.ofSeconds(65));
    assertThat(unanswered.tooLong()).isTrue();
  }

  @Test
  void anyAnswerEndsIt() {
    ask(false, Duration.ofSeconds(100));
    ask(true, Duration.ofSeconds(100));
    ask(false, Duration.ofSeconds(100));
    assertThat(unanswered.tooLong()).isFalse();
  }
}
