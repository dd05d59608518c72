package io.github.milvusretention.console.act;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What takes minutes keeps nothing else from being started. */
class BackgroundTest {
  @Test
  void aThirdAtATimeIsRefusedAndAllAreAwaited() throws InterruptedException {
    CountDownLatch go = new CountDownLatch(1);
    CountDownLatch over = new CountDownLatch(2);
    try (Background two = new Background(2, "restores")) {
      for (int i = 0; i < 2; i++) {
        two.start(
            () -> {
              awaitIt(go);
              over.countDown();
            });
      }
      assertThatThrownBy(() -> two.start(over::countDown))
          .isInstanceOf(RejectedExecutionException.class);
      go.countDown();
    }
    assertThat(over.getCount()).isZero();
  }

  private static void awaitIt(CountDownLatch latch) {
    try {
      assertThat(latch.await(1, TimeUnit.MINUTES)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
