package io.github.milvusretention.drop;

import io.github.milvusretention.lease.LeaseLost;
import io.github.milvusretention.ledger.LedgerRow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.springframework.batch.core.job.JobInterruptedException;

/**
 * The collections of a run, dropped in parallel by threads of their own. Within a collection one
 * partition follows the other; a slow collection holds up no other.
 */
final class ParallelDrops implements AutoCloseable {
  /** How far the counts of the step may lag behind. */
  private static final Duration LAG = Duration.ofSeconds(1);

  private final DropRun run;
  private final CollectionDrops drops;
  private final ExecutorService threads;
  private final Set<Exception> failures = new LinkedHashSet<>();

  /**
   * @param concurrency how many collections at most are dropped at the same time
   */
  ParallelDrops(DropRun run, CollectionDrops drops, int concurrency) {
    this.run = run;
    this.drops = drops;
    this.threads =
        Executors.newFixedThreadPool(
            concurrency, work -> new Thread(work, "drop-" + run.key().policy()));
  }

  /**
   * @param collections the rows of each, in the order in which to begin
   */
  void start(Collection<List<LedgerRow>> collections) {
    collections.forEach(rows -> threads.execute(() -> drop(rows)));
    threads.shutdown();
  }

  DropRun run() {
    return run;
  }

  private void drop(List<LedgerRow> rows) {
    if (run.abandoned()) {
      return;
    }
    run.collectionBegins();
    try {
      drops.of(run, rows.get(0)).execute(rows);
    } catch (JobInterruptedException | LeaseLost e) {
      // This concerns all collections, and the others need not find out one by one.
      run.abandon();
      failed(e);
    } catch (RuntimeException e) {
      failed(e);
    } catch (Error e) {
      // Ends the step, which tells it; thrown on, the thread would print a stack trace.
      run.abandon();
      failed(new IllegalStateException(e));
    } finally {
      run.collectionEnds();
    }
  }

  private synchronized void failed(Exception e) {
    failures.add(e);
  }

  /** Returns after a while if there is something to count, or when all is done: then true. */
  boolean awaitResults() throws InterruptedException {
    boolean done;
    do {
      done = threads.awaitTermination(LAG.toMillis(), TimeUnit.MILLISECONDS);
    } while (!done && run.counts().unchanged());
    return done;
  }

  /** What the collections ended by and nobody has asked for yet. */
  synchronized List<Exception> takeFailures() {
    List<Exception> taken = new ArrayList<>(failures);
    failures.clear();
    return taken;
  }

  /**
   * Makes the threads end after the partition in hand, and waits for them however long that takes:
   * they must not go on when the run's lease is released.
   */
  @Override
  public void close() {
    run.abandon();
    threads.shutdown();
    boolean interrupted = false;
    boolean done = false;
    while (!done) {
      try {
        done = threads.awaitTermination(1, TimeUnit.HOURS);
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
