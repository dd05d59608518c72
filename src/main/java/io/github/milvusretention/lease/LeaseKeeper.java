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
 * Renews a lease in the background, three times in its length, and gives it back when closed. It
 * stops nobody: whoever wants to change something asks the database whether the lease still stands.
 */
public final class LeaseKeeper implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(LeaseKeeper.class);

  private final Leases leases;
  private final Lease lease;
  private final Duration length;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread daemon = new Thread(work, "lease");
            daemon.setDaemon(true);
            return daemon;
          });

  public LeaseKeeper(Leases leases, Lease lease, Duration length) {
    this.leases = leases;
    this.lease = lease;
    this.length = length;
    long every = length.toMillis() / 3;
    thread.scheduleWithFixedDelay(this::renew, every, every, TimeUnit.MILLISECONDS);
  }

  private void renew() {
    try {
      if (!leases.renew(lease, length)) {
        log.warn("the lease of policy {} was taken over; this run will stop", lease.policy());
        thread.shutdown();
      }
    } catch (DataAccessException | TransactionException e) {
      log.warn("the lease of policy {} could not be renewed: {}", lease.policy(), e.getMessage());
    }
  }

  @Override
  public void close() {
    // Not by an interrupt, which may come in the middle of a write: it begins no further renewal.
    thread.shutdown();
    try {
      // A renewal still under way would bring the lease back to life after it was given back.
      thread.awaitTermination(length.toMillis(), TimeUnit.MILLISECONDS);
      leases.release(lease);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (DataAccessException | TransactionException e) {
      log.warn(
          "the lease of policy {} could not be given back and runs out by itself within {} s: {}",
          lease.policy(),
          length.toSeconds(),
          e.getMessage());
    }
  }
}
