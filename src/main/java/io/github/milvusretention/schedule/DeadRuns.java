package io.github.milvusretention.schedule;

import io.github.milvusretention.database.RepositoryFailure;
import io.github.milvusretention.job.Runner;
import io.github.milvusretention.rules.Rules;
import jakarta.annotation.PreDestroy;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;

/**
 * The daemon's look for runs whose process died, at start and then once in each lease's length: a
 * node that is gone, or a command that was killed, has its run continued without anybody's help.
 */
class DeadRuns {
  private static final Logger log = LoggerFactory.getLogger(DeadRuns.class);

  private final Runner runner;
  private final Rules rules;
  private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();

  DeadRuns(Runner runner, Rules rules) {
    this.runner = runner;
    this.rules = rules;
  }

  @EventListener(ApplicationReadyEvent.class)
  void begin() {
    thread.scheduleWithFixedDelay(
        this::look, 0, rules.leaseTime().toMillis(), TimeUnit.MILLISECONDS);
  }

  private void look() {
    try {
      runner.continueDead();
    } catch (RuntimeException e) {
      // A look that failed, for want of a database say, must not be the last one.
      RepositoryFailure.behind(e)
          .ifPresentOrElse(
              why -> log.error("looking for dead runs failed: the job repository: {}", why),
              () -> log.error("looking for dead runs failed", e));
    }
  }

  /** Waits for a run in hand, which stops after its partition since the application closes. */
  @PreDestroy
  void end() throws InterruptedException {
    thread.shutdown();
    if (!thread.awaitTermination(2, TimeUnit.MINUTES)) {
      log.warn("a continued run did not stop in time; it is continued again at the next start");
    }
  }
}
