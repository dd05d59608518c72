package io.github.milvusretention.clusters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ParallelTest {
  @Test
  void answersKeepTheOrderOfTheQuestions() {
    assertThat(Parallel.ask(List.of(3, 1, 2), 2, i -> i * 10)).containsExactly(30, 10, 20);
  }

  @Test
  void anErrorStaysWhatItIs() {
    OutOfMemoryError error = new OutOfMemoryError("Java heap space");
    assertThatThrownBy(
            () ->
                Parallel.ask(
                    List.of(1),
                    1,
                    i -> {
                      throw error;
                    }))
        .isSameAs(error);
  }

  @Test
  void afterAFailureNothingIsInterruptedNothingBeginsAndNothingIsLeft() {
    AtomicInteger begun = new AtomicInteger();
    AtomicInteger ended = new AtomicInteger();
    AtomicInteger interrupted = new AtomicInteger();
    CountDownLatch underWay = new CountDownLatch(2);
    Thread asking = Thread.currentThread();
    assertThatThrownBy(
            () ->
                Parallel.ask(
                    List.of(0, 1, 2, 3, 4),
                    2,
                    i -> {
                      begun.incrementAndGet();
                      underWay.countDown();
                      if (i == 0) {
                        await(underWay);
                        throw new IllegalArgumentException("refused");
                      }
                      Awaitility.await().until(() -> isIn(asking, "awaitTermination"));
                      if (Thread.currentThread().isInterrupted()) {
                        interrupted.incrementAndGet();
                      }
                      return ended.incrementAndGet();
                    }))
        .hasMessage("refused");

    assertThat(ended.get()).isEqualTo(begun.get() - 1);
    assertThat(begun.get()).as("one more at most, if the thread was quick").isBetween(2, 3);
    assertThat(interrupted).hasValue(0);
  }

  private static boolean isIn(Thread thread, String method) {
    return Stream.of(thread.getStackTrace())
        .anyMatch(frame -> frame.getMethodName().equals(method));
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** Of a thread that asks, at whatever moment it is interrupted. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void anInterruptEndsWhatItWaitsFor(boolean afterAFailure) throws InterruptedException {
    CountDownLatch underWay = new CountDownLatch(1);
    CountDownLatch interrupted = new CountDownLatch(1);
    AtomicReference<Throwable> thrown = new AtomicReference<>();
    AtomicBoolean flag = new AtomicBoolean();
    Thread asking =
        new Thread(
            () -> {
              try {
                Parallel.ask(
                    List.of(0, 1),
                    2,
                    i -> {
                      if (i == 0 && afterAFailure) {
                        await(underWay);
                        throw new IllegalArgumentException("refused");
                      }
                      underWay.countDown();
                      try {
                        new CountDownLatch(1).await();
                      } catch (InterruptedException e) {
                        interrupted.countDown();
                      }
                      return i;
                    });
              } catch (RuntimeException e) {
                thrown.set(e);
              }
              flag.set(Thread.currentThread().isInterrupted());
            });
    asking.start();
    underWay.await();
    Awaitility.await().until(() -> isIn(asking, afterAFailure ? "awaitTermination" : "get"));
    asking.interrupt();
    asking.join(10_000);

    assertThat(asking.isAlive()).isFalse();
    assertThat(flag).isTrue();
    assertThat(thrown.get())
        .hasMessage(afterAFailure ? "refused" : "interrupted while asking the cluster");
    assertThat(interrupted.await(10, TimeUnit.SECONDS)).isTrue();
  }
}
