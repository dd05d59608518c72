package io.github.milvusretention.console.web.asking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.github.milvusretention.console.web.asking.RecentAnswers.Answer;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SlowAnswersTest {
  private final SlowAnswers<String, Integer> answers =
      new SlowAnswers<>(new RecentAnswers<>(Clock.systemUTC(), 20), Duration.ofSeconds(30));
  private final SlowAnswers<String, Integer> impatient =
      new SlowAnswers<>(new RecentAnswers<>(Clock.systemUTC(), 20), Duration.ofMillis(1));
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

  @Test
  void fewQuestionsWaitAndWhoeverHasAnotherIsSentAway() {
    for (int i = 1; i <= 3 + 16; i++) {
      impatient.again("key " + i, this::slowly);
    }
    impatient.again("key 1", this::slowly);

    assertThatThrownBy(() -> impatient.again("another", this::slowly))
        .isInstanceOf(Busy.class)
        .hasMessageContaining("ask again in a moment");
    assertThatThrownBy(() -> impatient.of("another", this::slowly)).isInstanceOf(Busy.class);
    assertThat(impatient.of("key 19", this::slowly)).as("it waits already").isEmpty();

    answered.countDown();

    await().until(() -> impatient.of("key 19", this::slowly).isPresent());
    assertThat(asked).hasValue(3 + 16);
    await().until(() -> impatient.of("another", this::slowly).isPresent());
  }

  @Test
  void whatIsKeptIsShownAlsoWhenManyWait() {
    assertThat(value(answers.of("known", () -> 7))).isEqualTo(7);
    for (int i = 1; i <= 2 + 16; i++) {
      answers.again("key " + i, this::slowly);
    }

    assertThat(value(answers.of("known", asked::incrementAndGet))).isEqualTo(7);
    answered.countDown();
  }

  @Test
  void fewThreadsWaitForAnAnswer() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(9);
    try {
      Callable<Optional<Answer<Integer>>> question = () -> answers.of("a", this::slowly);
      ExecutorCompletionService<Optional<Answer<Integer>>> nine =
          new ExecutorCompletionService<>(threads);
      for (int i = 0; i < 9; i++) {
        Future<Optional<Answer<Integer>>> unused = nine.submit(question);
      }

      Future<Optional<Answer<Integer>>> first = nine.poll(20, TimeUnit.SECONDS);
      assertThat(Objects.requireNonNull(first).get()).as("the ninth").isEmpty();
      answered.countDown();
      for (int i = 0; i < 8; i++) {
        assertThat(nine.take().get()).isPresent();
      }
      assertThat(asked).hasValue(1);
    } finally {
      threads.shutdownNow();
    }
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
