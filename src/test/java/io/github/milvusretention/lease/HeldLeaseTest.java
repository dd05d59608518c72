package io.github.milvusretention.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mockito.Mockito.inOrder;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.github.milvusretention.tier.Slow;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.mockito.InOrder;

/** An interrupt in the middle of a write closes an H2 file under everybody else. */
@Slow
class HeldLeaseTest {
  private static final Lease LEASE = new Lease("nightly", "me", 7);

  private final Leases leases = mock(Leases.class);
  private final CountDownLatch writing = new CountDownLatch(1);
  private final CountDownLatch written = new CountDownLatch(1);
  private final AtomicBoolean interrupted = new AtomicBoolean();

  static Stream<Throwable> failures() {
    return Stream.of(
        new IllegalStateException("the pool is closed"),
        new OutOfMemoryError("what another thread has taken, and gives back"));
  }

  /**
   * Of whatever kind: one that ended the thread would let the lease expire in the middle of a run.
   */
  @ParameterizedTest
  @MethodSource("failures")
  void aRenewalThatFailsIsNotTheLast(Throwable failure) throws Exception {
    Duration length = Duration.ofMillis(30);
    CountDownLatch again = new CountDownLatch(2);
    when(leases.renew(LEASE, length))
        .thenAnswer(
            call -> {
              again.countDown();
              throw failure;
            });

    HeldLease kept = new HeldLease(leases, LEASE, length, () -> {});

    assertThat(again.await(1, TimeUnit.MINUTES)).isTrue();
    kept.close();
  }

  static Stream<Arguments> lengths() {
    return Stream.of(
        Arguments.of(Named.of("a run's", false)), Arguments.of(Named.of("a daemon's", true)));
  }

  @ParameterizedTest
  @MethodSource("lengths")
  void closingWaitsForARenewalInProgress(boolean daemon) throws Exception {
    Duration length = daemon ? Duration.ofSeconds(15) : Duration.ofMillis(300);
    when(leases.renew(LEASE, length))
        .thenAnswer(
            call -> {
              writing.countDown();
              try {
                written.await();
              } catch (InterruptedException e) {
                interrupted.set(true);
              }
              return true;
            });
    when(leases.take(DaemonLease.NAME, "me", length)).thenReturn(Optional.of(LEASE));
    AutoCloseable kept =
        daemon
            ? DaemonLease.take(leases, "me", () -> {})
            : new HeldLease(leases, LEASE, length, () -> {});
    writing.await();
    Thread closing =
        new Thread(
            () -> {
              try {
                kept.close();
              } catch (Exception e) {
                throw new AssertionError(e);
              }
            });
    closing.start();
    await().until(closing::getState, Thread.State.TIMED_WAITING::equals);
    written.countDown();
    closing.join();

    assertThat(interrupted).isFalse();
    InOrder order = inOrder(leases);
    order.verify(leases).renew(LEASE, length);
    order.verify(leases).release(LEASE);
    order.verifyNoMoreInteractions();
  }
}
