package io.github.milvusretention.schedule;

import io.github.milvusretention.job.RunFinished;
import io.github.milvusretention.job.history.RunReport;
import io.github.milvusretention.job.launch.LaunchPermit;
import io.github.milvusretention.job.launch.RunRequest;
import io.github.milvusretention.job.launch.Runner;
import io.github.milvusretention.lease.DaemonRules;
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
import java.util.Optional;
import org.quartz.DisallowConcurrentExecution;
import org.quartz.Job;
import org.quartz.JobDataMap;
import org.quartz.JobExecutionContext;
import org.quartz.Scheduler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;

/**
 * The Quartz job of one policy; the name of its key is that of the policy. It never throws, so that
 * the schedule continues.
 */
@DisallowConcurrentExecution
final class PolicyJob implements Job {
  private static final Logger log = LoggerFactory.getLogger(PolicyJob.class);

  private static final Duration POLL_INTERVAL = Duration.ofSeconds(1);

  private final Rules rules;
  private final RulesInForce inForce;
  private final Runner runner;
  private final StopSignal stop;
  private final Sleeper sleeper;
  private final ApplicationEventPublisher events;

  PolicyJob(
      Rules rules,
      RulesInForce inForce,
      Runner runner,
      StopSignal stop,
      Sleeper sleeper,
      ApplicationEventPublisher events) {
    this.rules = rules;
    this.inForce = inForce;
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
      // Another node with newer rules has scheduled a policy that these rules do not contain.
      log.warn(
          "the schedule of {} fired, but the rules of this process do not contain that" + " policy",
          name);
      return;
    }
    Instant scheduled = scheduled(context);
    AsOf asOf = policy.asOf(scheduled);
    RunRequest request = request(policy, asOf, scheduled);
    try {
      Optional<RunReport> report = runIfInForce(request);
      while (report.filter(ended -> ended.exit() == RunExit.LOCKED).isPresent()
          && waitForLease(report.get())) {
        report = runIfInForce(request);
      }
      report.ifPresent(PolicyJob::logIfDone);
    } catch (RuntimeException e) {
      log.error("the schedule of policy {} failed unexpectedly", name, e);
      events.publishEvent(new RunFinished(failedReport(request, asOf, e)));
    }
  }

  /** Empty if what is due was not run, as the file or another daemon has other rules. */
  private Optional<RunReport> runIfInForce(RunRequest request) {
    try {
      awaitAgreement(request.policy());
      inForce.check(request.policy());
      return Optional.of(runner.run(request, inForce));
    } catch (LaunchPermit.Withheld e) {
      log.warn(
          "the schedule of {} fired, but what is due is not run: {}",
          request.policy(),
          e.getMessage());
      return Optional.empty();
    }
  }

  /**
   * A daemon that died seems to disagree for a while, and one that is just being restarted too: so
   * that the firing is not lost, it waits for as long as a dead one counts.
   */
  private void awaitAgreement(String policy) {
    Duration waited = Duration.ZERO;
    try {
      while (inForce.disagreement(policy).isPresent()
          && inForce.objection().isEmpty()
          && !stop.requested()
          && waited.compareTo(DaemonRules.LIFE) <= 0) {
        sleeper.sleep(POLL_INTERVAL);
        waited = waited.plus(POLL_INTERVAL);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Waits until the lease is free, so that the firing is not lost: the lease of a dead process is
   * valid for a while, and a run of another as-of does not drop what is due today. Returns false if
   * this process was asked to stop.
   */
  private boolean waitForLease(RunReport locked) {
    log.warn("{}: {}; this firing waits for it", locked.run(), locked.message());
    try {
      do {
        if (stop.requested()) {
          return false;
        }
        sleeper.sleep(POLL_INTERVAL);
      } while (runner.locked(locked.run().policy()));
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** The scheduled fire time, however late the actual firing is. */
  private static Instant scheduled(JobExecutionContext context) {
    JobDataMap data = context.getMergedJobDataMap();
    String original = Scheduler.FAILED_JOB_ORIGINAL_TRIGGER_SCHEDULED_FIRETIME_IN_MILLISECONDS;
    return context.isRecovering() && data.containsKey(original)
        ? Instant.ofEpochMilli(data.getLongValue(original))
        : context.getScheduledFireTime().toInstant();
  }

  private static RunRequest request(Policy policy, AsOf asOf, Instant scheduled) {
    RunOrigin origin =
        new RunOrigin(Trigger.SCHEDULE, "schedule " + policy.timetable().schedule(), "");
    return new RunRequest(policy.name(), asOf, false, null, true, scheduled, origin);
  }

  /** Every other end was told by the run itself, and what it waits for right before. */
  private static void logIfDone(RunReport report) {
    if (report.status().equals(RunReport.ALREADY_DONE)) {
      log.info("{}: {}", report.run(), report.message());
    }
  }

  /** For a run that broke off before it had a report of its own. */
  private static RunReport failedReport(RunRequest request, AsOf asOf, RuntimeException failure) {
    return RunReport.broken(
        new RunKey(request.policy(), asOf, 1), RunExit.ERROR, failure.toString());
  }
}
