package io.github.milvusretention.lease;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * A lease that is renewed in the background, three times in its length, and released when closed.
 * Its loss stops nobody: whoever wants to change something asks the database whether the lease is
 * still valid.
 */
final class HeldLease implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(HeldLease.class);

  private final Leases leases;
  private final Lease lease;
  private final Duration length;
  private final Runnable lost;
  private final ScheduledExecutorService thread;

  /**
   * @param lost called, by the thread that renews, if another holder has taken the lease
   */
  HeldLease(Leases leases, Lease lease, Duration length, Runnable lost) {
    this.leases = leases;
    this.lease = lease;
    this.length = length;
    this.lost = lost;
    this.thread =
        Executors.newSingleThreadScheduledExecutor(
            work -> {
              Thread renewal = new Thread(work, "lease-" + lease.policy());
              renewal.setDaemon(true);
              return renewal;
            });
    long every = length.toMillis() / 3;
    thread.scheduleWithFixedDelay(this::renew, every, every, TimeUnit.MILLISECONDS);
  }

  private void renew() {
    try {
      if (!leases.renew(lease, length)) {
        thread.shutdown();
        lost.run();
      }
    } catch (RuntimeException | OutOfMemoryError e) {
      // Without the database nobody else can take it either. Thrown on, it would end all renewals;
      // and what runs out of memory is mostly another thread, which gives it back.
      log.warn("the lease of {} could not be renewed: {}", lease.policy(), e.getMessage());
    }
  }

  @Override
  public void close() {
    // Not by an interrupt, which may come in the middle of a write: it begins no further renewal.
    thread.shutdown();
    try {
      // A renewal in progress would prolong the lease after it was released.
      thread.awaitTermination(length.toMillis(), TimeUnit.MILLISECONDS);
      leases.release(lease);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (DataAccessException | TransactionException e) {
      log.warn(
          "the lease of {} could not be released and expires by itself within {} s: {}",
          lease.policy(),
          length.toSeconds(),
          e.getMessage());
    }
  }
}
