package io.github.milvusretention.notify;

import io.github.milvusretention.job.RunFinished;
import io.github.milvusretention.rules.Rules;
import jakarta.annotation.PreDestroy;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;

/** In a daemon: sends after each run and every few seconds, and looks for what no run tells. */
public class DaemonNotifications {
  private static final Logger log = LoggerFactory.getLogger(DaemonNotifications.class);
  private static final long SEND_SECONDS = 5;

  /** What is wrong is told soon; what goes next week is asked of a cluster, and not in a hurry. */
  private static final long WRONG_MINUTES = 1;

  private static final long AHEAD_MINUTES = 60;

  private final Deliveries deliveries;
  private final Reminders reminders;
  private final Rules rules;

  /** One may wait for a receiver, while the other asks a cluster. */
  private final ScheduledThreadPoolExecutor threads =
      new ScheduledThreadPoolExecutor(2, DaemonNotifications::daemon);

  /** The kind of a failure that goes on, which is logged once. */
  private final AtomicReference<String> logged = new AtomicReference<>("");

  DaemonNotifications(Deliveries deliveries, Reminders reminders, Rules rules) {
    this.deliveries = deliveries;
    this.reminders = reminders;
    this.rules = rules;
    // What waits at the end is sent by the next process.
    threads.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
    threads.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    threads.setContinueExistingPeriodicTasksAfterShutdownPolicy(false);
  }

  @EventListener(ApplicationReadyEvent.class)
  void start() {
    if (!rules.notifications().targets().isEmpty()) {
      threads.scheduleWithFixedDelay(this::send, 0, SEND_SECONDS, TimeUnit.SECONDS);
      threads.scheduleWithFixedDelay(
          () -> attempt(reminders::wrong), 0, WRONG_MINUTES, TimeUnit.MINUTES);
      threads.scheduleWithFixedDelay(
          () -> attempt(() -> reminders.ahead(rules.policies().values())),
          0,
          AHEAD_MINUTES,
          TimeUnit.MINUTES);
    }
  }

  void send() {
    attempt(deliveries::deliver);
  }

  private void attempt(Runnable work) {
    try {
      work.run();
      logged.set("");
    } catch (RuntimeException | OutOfMemoryError e) {
      // Thrown on, it would cancel all later attempts.
      String kind = e.getClass().getName();
      if (!logged.getAndSet(kind).equals(kind)) {
        AfterRuns.log(e);
      }
    }
  }

  @EventListener
  void on(RunFinished finished) {
    if (!rules.notifications().targets().isEmpty()) {
      threads.execute(this::send);
    }
  }

  @PreDestroy
  void stop() throws InterruptedException {
    threads.shutdown();
    if (!threads.awaitTermination(10, TimeUnit.SECONDS)) {
      log.warn("a forecast for notifications did not end in time; the process ends without it");
    }
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "notify");
    thread.setDaemon(true);
    return thread;
  }
}
