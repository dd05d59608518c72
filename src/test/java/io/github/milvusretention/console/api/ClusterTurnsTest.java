package io.github.milvusretention.console.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class ClusterTurnsTest {
  @Test
  void whoAsksBesideTheOthersIsRefusedUntilOneOfThemIsDone() throws Exception {
    ClusterTurns turns = new ClusterTurns(1, Duration.ofMillis(10));
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
        .isInstanceOf(Refused.class)
        .hasMessageContaining("ask again in a moment");
    answered.countDown();

    assertThat(first.get()).isEqualTo("first");
    assertThat(turns.ask(() -> "second")).isEqualTo("second");
  }

  @Test
  void aQuestionThatFailsGivesItsTurnBack() {
    ClusterTurns turns = new ClusterTurns(1, Duration.ofMillis(10));

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
