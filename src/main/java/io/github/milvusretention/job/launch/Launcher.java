package io.github.milvusretention.job.launch;

import io.github.milvusretention.job.history.History;
import io.github.milvusretention.job.history.RunReport;
import io.github.milvusretention.lease.Lease;
import io.github.milvusretention.period.AsOf;
import io.github.milvusretention.run.CrashPoint;
import io.github.milvusretention.run.CrashPoints;
import io.github.milvusretention.run.RunExit;
import io.github.milvusretention.run.RunKey;
import io.github.milvusretention.run.RunParameters;
import io.github.milvusretention.run.Trigger;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.JobExecutionException;
import org.springframework.batch.core.launch.JobOperator;

/**
 * Starts the job or continues it, under the lease of its policy: chooses the attempt, and repairs
 * what would keep Spring Batch from a restart.
 */
class Launcher {
  private static final Logger log = LoggerFactory.getLogger(Launcher.class);

  private final Repairs repairs;
  private final JobOperator operator;
  private final Job job;
  private final History history;
  private final Clock clock;
  private final CrashPoints crashPoints;
  private final LaunchAudit audit;

  Launcher(
      Repairs repairs,
      JobOperator operator,
      Job job,
      History history,
      Clock clock,
      CrashPoints crashPoints,
      LaunchAudit audit) {
    this.audit = audit;
    this.clock = clock;
    this.repairs = repairs;
    this.operator = operator;
    this.job = job;
    this.history = history;
    this.crashPoints = crashPoints;
  }

  /** Marks the policy's runs that dead processes left behind as failed, and returns them. */
  List<RunKey> markDead(Lease lease) {
    crashPoints.reached(CrashPoint.LEASE_TAKEN);
    // We hold the lease, so whatever the repository still calls running is dead.
    return repairs.markDead(lease);
  }

  /** The latest attempt at that as-of, or a new one if that is requested. */
  RunReport start(RunRequest request, AsOf asOf, Lease lease, LaunchPermit permit) {
    int last = history.lastAttempt(request.policy(), asOf);
    int attempt = request.again() ? last + 1 : Math.max(1, last);
    return proceed(new RunKey(request.policy(), asOf, attempt), request, lease, permit);
  }

  /**
   * Starts that run, or continues it, as a new attempt if it cannot be restarted. Throws {@link
   * LaunchPermit.Withheld}.
   */
  RunReport proceed(RunKey run, RunRequest request, Lease lease, LaunchPermit permit) {
    permit.check(run.policy());
    Optional<JobExecution> last = history.last(run);
    if (last.isPresent() && last.get().getStatus() == BatchStatus.COMPLETED) {
      return history.report(last.get()).alreadyDone(request.accept() != null);
    }
    Optional<String> deadEnd = last.flatMap(execution -> repairs.deadEnd(run, execution));
    if (deadEnd.isPresent()) {
      return newAttempt(run, deadEnd.get(), request, lease, permit);
    }
    repairs.repair(run, last);
    RunReport report = launch(run, request, lease, permit);
    // A person who asks once to continue wants all of it: also what the plan could not contain.
    return last.isPresent() && report.exit() == RunExit.PARTITIONS_FAILED
        ? repairs
            .exhausted(run)
            .map(reason -> newAttempt(run, reason, request, lease, permit))
            .orElse(report)
        : report;
  }

  private RunReport newAttempt(
      RunKey run, String reason, RunRequest request, Lease lease, LaunchPermit permit) {
    int newest = history.lastAttempt(run.policy(), run.asOf());
    log.warn("{} cannot be continued ({}); it continues as a new attempt", run, reason);
    RunKey next = new RunKey(run.policy(), run.asOf(), newest);
    return run.attempt() < newest
        ? proceed(next, request, lease, permit)
        : launch(new RunKey(run.policy(), run.asOf(), newest + 1), request, lease, permit);
  }

  private RunReport launch(RunKey run, RunRequest request, Lease lease, LaunchPermit permit) {
    permit.check(run.policy());
    RunParameters parameters =
        new RunParameters(
            run,
            request.origin(),
            request.accept(),
            request.guards(),
            request.countRows(),
            due(run, request),
            lease);
    JobExecution execution = audit.during(request, run, () -> started(parameters));
    crashPoints.reached(CrashPoint.RUN_OVER);
    return history.report(execution);
  }

  private JobExecution started(RunParameters parameters) {
    try {
      return operator.start(job, parameters.toJobParameters());
    } catch (JobExecutionException e) {
      throw new IllegalStateException("Spring Batch did not start " + parameters.run(), e);
    }
  }

  /**
   * From when the window of a run counts. What continues a run has the window of that run, so that
   * no later firing and no retry drops in the hours that it keeps free. A person who runs it has
   * the next one.
   */
  private Instant due(RunKey run, RunRequest request) {
    Instant now = request.scheduled() == null ? clock.instant() : request.scheduled();
    return request.origin().trigger() == Trigger.MANUAL ? now : earlierDue(run).orElse(now);
  }

  private Optional<Instant> earlierDue(RunKey run) {
    return IntStream.rangeClosed(1, run.attempt())
        .mapToObj(attempt -> history.last(new RunKey(run.policy(), run.asOf(), attempt)))
        .flatMap(Optional::stream)
        .reduce((earlier, later) -> later)
        .map(last -> RunParameters.of(last.getJobParameters()).due());
  }
}
