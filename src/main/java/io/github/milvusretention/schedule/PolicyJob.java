package io.github.milvusretention.schedule;

import io.github.milvusretention.job.RunFinished;
import io.github.milvusretention.job.RunReport;
import io.github.milvusretention.job.RunRequest;
import io.github.milvusretention.job.Runner;
import io.github.milvusretention.milvus.Sleeper;
import io.github.milvusretention.period.AsOf;
import io.github.milvusretention.policy.Policy;
import io.github.milvusretention.rules.Rules;
import io.github.milvusretention.run.RunExit;
import io.github.milvusretention.run.RunKey;
import io.github.milvusretention.run.RunOrigin;
import io.github.milvusretention.run.StopSignal;
import io.github.milvusretention.run.Trigger;
import java.time.Duration;
import java.time.Instant;
import org.quartz.DisallowConcurrentExecution;
import org.quartz.Job;
import org.quartz.JobDataMap;
import org.quartz.JobExecutionContext;
import org.quartz.Scheduler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;

/**
 * One firing of one policy's schedule. Its Quartz key's name is the policy's. However a firing
 * ends, the schedule goes on.
 */
@DisallowConcurrentExecution
final class PolicyJob implements Job {
  private static final Logger log = LoggerFactory.getLogger(PolicyJob.class);

  private static final Duration ASK_AGAIN = Duration.ofSeconds(1);

  private final Rules rules;
  private final Runner runner;
  private final StopSignal stop;
  private final Sleeper sleeper;
  private final ApplicationEventPublisher events;

  PolicyJob(
      Rules rules,
      Runner runner,
      StopSignal stop,
      Sleeper sleeper,
      ApplicationEventPublisher events) {
    this.rules = rules;
    this.runner = runner;
    this.stop = stop;
    this.sleeper = sleeper;
    this.events = events;
  }

  @Override
  public void execute(JobExecutionContext context) {
    String name = context.getJobDetail().getKey().getName();
    Policy policy = rules.policies().get(name);
    if (policy == null) {
      // Another node has newer rules, and has scheduled a policy that is not in ours.
      log.warn("the schedule of {} fired, but the rules of this process do not know it", name);
      return;
    }
    AsOf asOf = policy.asOf(scheduled(context));
    RunRequest request = request(policy, asOf);
    try {
      RunReport report = runner.run(request);
      while (report.exit() == RunExit.LOCKED && waitedForItsTurn(report)) {
        report = runner.run(request);
      }
      tell(report);
    } catch (RuntimeException e) {
      log.error("the schedule of policy {} failed unexpectedly", name, e);
      events.publishEvent(new RunFinished(unexpected(request, asOf, e)));
    }
  }

  /**
   * A firing must not be lost because another run of its policy goes on: a dead process's lease
   * stands for a while, and a run of another as-of does not do what is due today. False if this
   * process was told to stop meanwhile.
   */
  private boolean waitedForItsTurn(RunReport locked) {
    log.warn("{}: {}; this firing waits for it", locked.run(), locked.message());
    try {
      do {
        if (stop.requested()) {
          return false;
        }
        sleeper.sleep(ASK_AGAIN);
      } while (runner.locked(locked.run().policy()));
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** When it should have fired: the business moment, however late the firing is. */
  private static Instant scheduled(JobExecutionContext context) {
    JobDataMap data = context.getMergedJobDataMap();
    String original = Scheduler.FAILED_JOB_ORIGINAL_TRIGGER_SCHEDULED_FIRETIME_IN_MILLISECONDS;
    return context.isRecovering() && data.containsKey(original)
        ? Instant.ofEpochMilli(data.getLongValue(original))
        : context.getScheduledFireTime().toInstant();
  }

  private static RunRequest request(Policy policy, AsOf asOf) {
    RunOrigin origin = new RunOrigin(Trigger.SCHEDULE, "schedule " + policy.schedule(), "");
    return new RunRequest(policy.name(), asOf, false, null, origin);
  }

  private static void tell(RunReport report) {
    switch (report.exit()) {
      case DONE -> log.info("{}: {}", report.run(), report.status());
      case LOCKED -> log.warn("{}: {}", report.run(), report.message());
      default ->
          log.error(
              "{}: {} (exit code {}): {}",
              report.run(),
              report.status(),
              report.exit().code(),
              report.message());
    }
  }

  /** For a run that broke off before it had a report of its own. */
  private static RunReport unexpected(RunRequest request, AsOf asOf, RuntimeException failure) {
    return RunReport.broken(
        new RunKey(request.policy(), asOf, 1), RunExit.ERROR, failure.toString());
  }
}
