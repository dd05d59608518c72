package io.github.milvusretention.console.web.asking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class ClusterTurnsTest {
  @Test
  void whoAsksBesideTheOthersIsRefusedUntilOneOfThemIsDone() throws Exception {
    ClusterTurns turns = new ClusterTurns(1, 8, Duration.ofMillis(10));
    CountDownLatch asking = new CountDownLatch(1);
    CountDownLatch answered = new CountDownLatch(1);
    CompletableFuture<String> first =
        CompletableFuture.supplyAsync(
            () ->
                turns.ask(
                    () -> {
                      asking.countDown();
                      await(answered);
                      return "first";
                    }));
    asking.await();

    assertThatThrownBy(() -> turns.ask(() -> "second"))
        .isInstanceOf(Busy.class)
        .hasMessageContaining("ask again in a moment");
    answered.countDown();

    assertThat(first.get()).isEqualTo("first");
    assertThat(turns.ask(() -> "second")).isEqualTo("second");
  }

  @Test
  void whoComesWhenEnoughWaitIsRefusedAtOnce() throws Exception {
    ClusterTurns turns = new ClusterTurns(1, 2, Duration.ofMinutes(5));
    CountDownLatch asking = new CountDownLatch(1);
    CountDownLatch answered = new CountDownLatch(1);
    ExecutorService threads = Executors.newFixedThreadPool(3);
    try {
      Future<String> first =
          threads.submit(
              () ->
                  turns.ask(
                      () -> {
                        asking.countDown();
                        await(answered);
                        return "first";
                      }));
      asking.await();
      Future<String> second = threads.submit(() -> turns.ask(() -> "second"));
      Future<String> third = threads.submit(() -> turns.ask(() -> "third"));
      Awaitility.await().until(() -> turns.waiting() == 2);

      assertThatThrownBy(() -> turns.ask(() -> "fourth")).isInstanceOf(Busy.class);
      answered.countDown();

      assertThat(List.of(first.get(), second.get(), third.get()))
          .containsExactly("first", "second", "third");
    } finally {
      threads.shutdownNow();
    }
    assertThat(turns.ask(() -> "fourth")).isEqualTo("fourth");
  }

  @Test
  void aQuestionThatFailsGivesItsTurnBack() {
    ClusterTurns turns = new ClusterTurns(1, 8, Duration.ofMillis(10));

    assertThatThrownBy(
            () ->
                turns.ask(
                    () -> {
                      throw new IllegalStateException("no answer");
                    }))
        .hasMessage("no answer");

    assertThat(turns.ask(() -> "an answer")).isEqualTo("an answer");
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
