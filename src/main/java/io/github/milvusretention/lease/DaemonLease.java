package io.github.milvusretention.lease;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * The right to be the one daemon of a database whose schedules are not clustered. A lease and not a
 * lock on a file, since the database need not be a file of this machine; kept short, since the next
 * daemon waits for that of a killed one to run out.
 */
public final class DaemonLease implements AutoCloseable {
  /** No policy has it, for a policy's name has no bracket. */
  public static final String NAME = "(daemon)";

  private static final Logger log = LoggerFactory.getLogger(DaemonLease.class);
  private static final Duration LENGTH = Duration.ofSeconds(15);
  private static final Duration RENEWAL = LENGTH.dividedBy(3);
  private static final Duration LOOK = Duration.ofMillis(500);

  private final Leases leases;
  private final Lease lease;
  private final Runnable lost;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread daemon = new Thread(work, "daemon-lease");
            daemon.setDaemon(true);
            return daemon;
          });

  private DaemonLease(Leases leases, Lease lease, Runnable lost) {
    this.leases = leases;
    this.lease = lease;
    this.lost = lost;
    long every = RENEWAL.toMillis();
    thread.scheduleWithFixedDelay(this::renew, every, every, TimeUnit.MILLISECONDS);
  }

  /**
   * Waits for the lease of a daemon that died; throws {@link AnotherDaemon} once a live one renews
   * it.
   *
   * @param lost called if another daemon takes over, because this process stood still for too long
   */
  public static DaemonLease take(Leases leases, String owner, Runnable lost) {
    Instant first = null;
    Optional<Lease> lease = leases.take(NAME, owner, LENGTH);
    while (lease.isEmpty()) {
      Optional<LeaseHolder> holder = leases.holder(NAME);
      if (holder.isPresent()) {
        first = sameOrRefuse(holder.get(), first);
      }
      pause();
      lease = leases.take(NAME, owner, LENGTH);
    }
    return new DaemonLease(leases, lease.get(), lost);
  }

  private static Instant sameOrRefuse(LeaseHolder holder, @Nullable Instant first) {
    if (first == null) {
      log.info("another daemon is up or just died: {}; waiting to see which", holder.owner());
    } else if (!first.equals(holder.until())) {
      throw new AnotherDaemon(holder);
    }
    return holder.until();
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(LOOK.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for another daemon", e);
    }
  }

  private void renew() {
    try {
      if (!leases.renew(lease, LENGTH)) {
        log.error("another daemon took over while this one stood still; this one fires no more");
        thread.shutdown();
        lost.run();
      }
    } catch (DataAccessException | TransactionException e) {
      // Without the database nobody else can take it either.
      log.warn("the lease of the daemon could not be renewed: {}", e.getMessage());
    }
  }

  @Override
  public void close() {
    // Not by an interrupt, which may come in the middle of a write: it begins no further renewal.
    thread.shutdown();
    try {
      // A renewal still under way would bring the lease back to life after it was given back.
      thread.awaitTermination(LENGTH.toMillis(), TimeUnit.MILLISECONDS);
      leases.release(lease);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (DataAccessException | TransactionException e) {
      log.warn("the lease of the daemon could not be given back: {}", e.getMessage());
    }
  }
}
