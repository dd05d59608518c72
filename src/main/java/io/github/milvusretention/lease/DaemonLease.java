package io.github.milvusretention.lease;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The right to be the only daemon of a database whose schedules are not clustered. A lease and not
 * a file lock, since the database need not be a file of this machine; short, since the next daemon
 * waits until that of a killed one expires.
 */
public final class DaemonLease implements AutoCloseable {
  /** No policy has it, for a policy's name has no bracket. */
  public static final String NAME = "(daemon)";

  private static final Logger log = LoggerFactory.getLogger(DaemonLease.class);
  private static final Duration LENGTH = Duration.ofSeconds(15);
  private static final Duration LOOK = Duration.ofMillis(500);

  private final HeldLease held;

  private DaemonLease(HeldLease held) {
    this.held = held;
  }

  /**
   * Waits for the lease of a daemon that died; throws {@link AnotherDaemon} once a live one renews
   * it.
   *
   * @param lost called if another daemon takes over, because this process was suspended for too
   *     long
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
    return new DaemonLease(
        new HeldLease(
            leases,
            lease.get(),
            LENGTH,
            () -> {
              log.error(
                  "another daemon took over while this process was suspended; this daemon has"
                      + " stopped firing");
              lost.run();
            }));
  }

  private static Instant sameOrRefuse(LeaseHolder holder, @Nullable Instant first) {
    if (first == null) {
      log.info(
          "another daemon is running or has just died: {}; waiting to see which", holder.owner());
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

  @Override
  public void close() {
    held.close();
  }
}
