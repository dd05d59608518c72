package io.github.milvusretention.clusters;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class UnansweredTimeTest {
  private long nanos;
  private final UnansweredTime silence = new UnansweredTime(() -> nanos);

  private void ask(boolean answered, Duration takes) {
    UnansweredTime.Timed<String> timed =
        silence.ask(
            () -> {
              nanos += takes.toNanos();
              return "whatever";
            });
    assertThat(timed.took()).isEqualTo(takes);
    silence.heard(answered, timed.took());
  }

  @Test
  void whatFailsAtOnceMayFailAsOftenAsItLikes() {
    for (int n = 0; n < 100; n++) {
      ask(false, Duration.ofSeconds(1));
      assertThat(silence.tooLong()).isFalse();
    }
  }

  @Test
  void twoMinutesOfSilenceAreEnough() {
    ask(false, Duration.ofSeconds(65));
    assertThat(silence.tooLong()).isFalse();
    ask(false, Duration.ofSeconds(65));
    assertThat(silence.tooLong()).isTrue();
  }

  @Test
  void anyAnswerEndsIt() {
    ask(false, Duration.ofSeconds(100));
    ask(true, Duration.ofSeconds(100));
    ask(false, Duration.ofSeconds(100));
    assertThat(silence.tooLong()).isFalse();
  }
}
