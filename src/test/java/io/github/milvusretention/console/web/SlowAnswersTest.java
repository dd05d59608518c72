package io.github.milvusretention.console.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.github.milvusretention.console.web.RecentAnswers.Answer;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SlowAnswersTest {
  private final SlowAnswers<String, Integer> answers =
      new SlowAnswers<>(new RecentAnswers<>(Clock.systemUTC()), Duration.ofSeconds(30));
  private final SlowAnswers<String, Integer> impatient =
      new SlowAnswers<>(new RecentAnswers<>(Clock.systemUTC()), Duration.ofMillis(1));
  private final AtomicInteger asked = new AtomicInteger();
  private final CountDownLatch answered = new CountDownLatch(1);

  @Test
  void whatIsKnownIsNotAskedAgainUnlessItIsWanted() {
    assertThat(value(answers.of("a", asked::incrementAndGet))).isEqualTo(1);
    assertThat(value(answers.of("a", asked::incrementAndGet))).isEqualTo(1);
    assertThat(value(answers.of("b", asked::incrementAndGet))).isEqualTo(2);

    answers.again("a", asked::incrementAndGet);

    assertThat(value(answers.of("a", asked::incrementAndGet))).isEqualTo(3);
  }

  @Test
  void whatTakesLongIsOnItsWayAndAskedOnce() {
    assertThat(impatient.of("a", this::slowly)).isEmpty();
    assertThat(impatient.of("a", this::slowly)).isEmpty();
    impatient.again("a", this::slowly);

    answered.countDown();

    await().until(() -> impatient.of("a", this::slowly).isPresent());
    assertThat(asked).hasValue(1);
  }

  @Test
  void aFailureIsToldOnceAndThenItIsAskedAgain() {
    assertThat(impatient.of("a", this::failingSlowly)).isEmpty();

    answered.countDown();

    await()
        .untilAsserted(
            () ->
                assertThatThrownBy(() -> impatient.of("a", this::failingSlowly))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("number 1"));
    assertThat(value(answers.of("a", asked::incrementAndGet))).isEqualTo(2);
  }

  private int slowly() {
    asked.incrementAndGet();
    awaitAnswer();
    return asked.get();
  }

  private int failingSlowly() {
    asked.incrementAndGet();
    awaitAnswer();
    throw new IllegalArgumentException("number " + asked);
  }

  private void awaitAnswer() {
    try {
      answered.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static Integer value(Optional<Answer<Integer>> answer) {
    return answer.orElseThrow().value();
  }
}
