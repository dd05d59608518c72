package io.github.milvusretention.ledger;

import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.github.milvusretention.lease.Lease;
import io.github.milvusretention.lease.Leases;
import io.github.milvusretention.lease.MachineClocks;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Before a change the database is asked again as soon as any clock says that a lease is over. */
class LeasedLedgerTest {
  private static final Lease LEASE = new Lease("nightly", "me", 7);

  private final Leases leases = mock(Leases.class);
  private long nanos;
  private long millis;
  private final LeasedLedger ledger =
      new LeasedLedger(
          mock(Ledger.class),
          leases,
          new ExecutionLease(1, LEASE),
          new MachineClocks(() -> nanos, () -> millis),
          Clock.systemUTC());

  @BeforeEach
  void theLeaseStandsForTenSeconds() {
    when(leases.remaining(LEASE)).thenReturn(Duration.ofSeconds(10));
    ledger.checkMaySend();
  }

  private void pass(int monotonic, int wall) {
    nanos += TimeUnit.SECONDS.toNanos(monotonic);
    millis += TimeUnit.SECONDS.toMillis(wall);
  }

  private void asked(int times) {
    verify(leases, times(times)).remaining(LEASE);
  }

  @Test
  void aLeaseThatStandsNeedsNoQuestion() {
    pass(9, 9);
    ledger.checkMaySend();
    asked(1);
  }

  @Test
  void aSuspendedProcessAsksAgain() {
    pass(10, 10);
    ledger.checkMaySend();
    asked(2);
  }

  @Test
  void soDoesOneWhoseMachineWasSuspendedWithItsMonotonicClock() {
    pass(0, 3600);
    ledger.checkMaySend();
    asked(2);
  }

  @Test
  void andOneWhoseWallClockWasSetBack() {
    pass(10, -3600);
    ledger.checkMaySend();
    asked(2);
  }
}
