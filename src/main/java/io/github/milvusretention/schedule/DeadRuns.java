package io.github.milvusretention.schedule;

import io.github.milvusretention.database.RepositoryFailure;
import io.github.milvusretention.job.launch.LaunchPermit;
import io.github.milvusretention.job.launch.Runner;
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
 * Looks for runs whose process died, at start and then once per lease time, and continues them. The
 * process may be another node or a killed command.
 */
class DeadRuns {
  private static final Logger log = LoggerFactory.getLogger(DeadRuns.class);

  private final Runner runner;
  private final Rules rules;
  private final RulesInForce inForce;
  private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();

  DeadRuns(Runner runner, Rules rules, RulesInForce inForce) {
    this.inForce = inForce;
    this.runner = runner;
    this.rules = rules;
  }

  @EventListener(ApplicationReadyEvent.class)
  void start() {
    thread.scheduleWithFixedDelay(
        this::continueDeadRuns, 0, rules.leaseTime().toMillis(), TimeUnit.MILLISECONDS);
  }

  void continueDeadRuns() {
    try {
      runner.continueDead(inForce);
    } catch (LaunchPermit.Withheld e) {
      log.warn("no run that was left behind is continued: {}", e.getMessage());
    } catch (RuntimeException | OutOfMemoryError e) {
      // Thrown on, it would cancel all later checks.
      RepositoryFailure.told(e)
          .ifPresentOrElse(
              why -> log.error("looking for dead runs failed: {}", why),
              () -> log.error("looking for dead runs failed", e));
    }
  }

  /** Waits for a current run, which stops after its partition because the application closes. */
  @PreDestroy
  void stop() throws InterruptedException {
    thread.shutdown();
    if (!thread.awaitTermination(2, TimeUnit.MINUTES)) {
      log.warn("a continued run did not stop in time; the next start continues it");
    }
  }
}
