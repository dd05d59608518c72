package io.github.milvusretention.notify;

import io.github.milvusretention.database.RepositoryFailure;
import io.github.milvusretention.job.history.RunReport;
import io.github.milvusretention.policy.Policy;
import io.github.milvusretention.rules.Rules;
import io.github.milvusretention.run.RunExit;
import java.util.Collection;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a command does before it ends, as no daemon may be up that would do it. */
public class AfterRuns {
  private static final Logger log = LoggerFactory.getLogger(AfterRuns.class);

  private final Reminders reminders;
  private final Deliveries deliveries;
  private final Rules rules;

  AfterRuns(Reminders reminders, Deliveries deliveries, Rules rules) {
    this.reminders = reminders;
    this.deliveries = deliveries;
    this.rules = rules;
  }

  /**
   * Tells what is to be told; sends for some 20 seconds at most, before and after it has asked what
   * goes next week, and leaves the rest to the next process. Whatever goes wrong is logged and
   * changes nothing else.
   */
  public void tell(Collection<RunReport> runs) {
    // A cluster that could not be asked just now would not say either what goes next week.
    List<Policy> done =
        runs.stream()
            .filter(run -> run.exit() == RunExit.DONE)
            .map(run -> rules.policy(run.run().policy()))
            .distinct()
            .toList();
    // First what is known: to look ahead the cluster is asked again, which may take its time.
    logged(deliveries::finish);
    if (!done.isEmpty()) {
      logged(() -> reminders.ahead(done));
      logged(deliveries::finish);
    }
  }

  private static void logged(Runnable step) {
    try {
      step.run();
    } catch (RuntimeException e) {
      log(e);
    }
  }

  /** One line for what is known, a stack trace for what is not. */
  static void log(Throwable failure) {
    RepositoryFailure.told(failure)
        .ifPresentOrElse(
            why -> log.warn("notifications wait until the repository can be used: {}", why),
            () -> log.error("notifications failed unexpectedly", failure));
  }
}
