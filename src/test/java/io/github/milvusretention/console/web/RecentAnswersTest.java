package io.github.milvusretention.console.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.github.milvusretention.console.web.RecentAnswers.Answer;
import io.github.milvusretention.story.SettableClock;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RecentAnswersTest {
  private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");

  private final SettableClock clock = new SettableClock(NOW.toString());
  private final RecentAnswers<String, Integer> answers = new RecentAnswers<>(clock);
  private final AtomicInteger asked = new AtomicInteger();

  private Answer<Integer> ask(String key) {
    return answers.of(key, false, asked::incrementAndGet);
  }

  @Test
  void anAnswerIsKeptForFiveMinutes() {
    assertThat(ask("a")).isEqualTo(new Answer<>(1, NOW));
    clock.set(NOW.plusSeconds(299));
    assertThat(ask("a")).isEqualTo(new Answer<>(1, NOW));
    clock.set(NOW.plusSeconds(300));
    assertThat(ask("a")).isEqualTo(new Answer<>(2, NOW.plusSeconds(300)));
  }

  @Test
  void anotherKeyIsAnotherQuestion() {
    assertThat(ask("a").value()).isEqualTo(1);
    assertThat(ask("b").value()).isEqualTo(2);
  }

  @Test
  void aFreshAnswerTakesThePlaceOfTheKeptOne() {
    ask("a");
    assertThat(answers.of("a", true, asked::incrementAndGet).value()).isEqualTo(2);
    assertThat(ask("a").value()).isEqualTo(2);
  }

  @Test
  void aFailureIsToldAndNotKept() {
    assertThatThrownBy(
            () ->
                answers.of(
                    "a",
                    false,
                    () -> {
                      throw new IllegalStateException("the cluster is away");
                    }))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the cluster is away");

    assertThat(ask("a").value()).isEqualTo(1);
  }

  @Test
  void theOldestOfTwentyIsGivenUp() {
    for (int i = 1; i <= 21; i++) {
      ask("key " + i);
    }

    assertThat(ask("key 2").value()).isEqualTo(2);
    assertThat(ask("key 1").value()).isEqualTo(22);
  }

  @Test
  void whoeverAsksTheSameMeanwhileWaitsForThatAnswer() {
    CountDownLatch end = new CountDownLatch(1);
    CompletableFuture<Answer<Integer>> first =
        CompletableFuture.supplyAsync(
            () ->
                answers.of(
                    "a",
                    false,
                    () -> {
                      asked.incrementAndGet();
                      awaitQuietly(end);
                      return 7;
                    }));
    await().until(() -> asked.get() == 1);
    CompletableFuture<Answer<Integer>> second =
        CompletableFuture.supplyAsync(() -> answers.of("a", true, asked::incrementAndGet));

    end.countDown();

    assertThat(first.join().value()).isEqualTo(7);
    assertThat(second.join().value()).isIn(7, 2);
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
