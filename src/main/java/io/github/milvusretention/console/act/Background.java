package io.github.milvusretention.console.act;

import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Threads of this process for what takes longer than an answer may. Nothing waits for a thread: a
 * run that begins much later than somebody asked for it would surprise that person.
 */
public class Background implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Background.class);

  private final String what;
  private final AtomicInteger number = new AtomicInteger();
  private final ThreadPoolExecutor threads;

  /**
   * @param most how many at the same time
   * @param what they are, for the log
   */
  public Background(int most, String what) {
    this.what = what;
    this.threads =
        new ThreadPoolExecutor(
            0,
            most,
            10,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            work -> new Thread(work, "asked-for-" + what + "-" + number.incrementAndGet()));
  }

  /** Throws {@link RejectedExecutionException} if all threads are busy, or this process ends. */
  public void start(Runnable work) {
    threads.execute(work);
  }

  /**
   * Waits for what is in progress, as for what a schedule has started: a run stops after the
   * partition in hand, because the application closes.
   */
  @Override
  public void close() throws InterruptedException {
    threads.shutdown();
    while (!threads.awaitTermination(1, TimeUnit.MINUTES)) {
      log.info("waiting for {} {} that were started by hand", threads.getActiveCount(), what);
    }
  }
}
