package io.github.milvusretention.job;

import io.github.milvusretention.database.RepositoryFailure;
import io.github.milvusretention.lease.Lease;
import io.github.milvusretention.lease.LeaseKeeper;
import io.github.milvusretention.lease.LeaseOwner;
import io.github.milvusretention.lease.Leases;
import io.github.milvusretention.period.AsOf;
import io.github.milvusretention.policy.Policy;
import io.github.milvusretention.rules.Rules;
import io.github.milvusretention.run.CrashPoint;
import io.github.milvusretention.run.CrashPoints;
import io.github.milvusretention.run.RunExit;
import io.github.milvusretention.run.RunKey;
import io.github.milvusretention.run.RunParameters;
import io.github.milvusretention.run.Trigger;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.JobExecutionException;
import org.springframework.batch.core.launch.JobOperator;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.core.retry.RetryOperations;

/**
 * Runs one policy, once, under its lease. Commands and schedules all come through here: take the
 * lease, settle what a dead process left, then start the job or continue it.
 */
public class Runner {
  private static final Logger log = LoggerFactory.getLogger(Runner.class);

  private final Rules rules;
  private final Leases leases;
  private final LeaseOwner owner;
  private final Repairs repairs;
  private final JobOperator operator;
  private final Job job;
  private final History history;
  private final Clock clock;
  private final ApplicationEventPublisher events;
  private final CrashPoints moments;
  private final RetryOperations launch;

  Runner(
      Rules rules,
      Leases leases,
      LeaseOwner owner,
      Repairs repairs,
      JobOperator operator,
      Job job,
      History history,
      Clock clock,
      ApplicationEventPublisher events,
      CrashPoints moments,
      RetryOperations launch) {
    this.rules = rules;
    this.leases = leases;
    this.owner = owner;
    this.repairs = repairs;
    this.operator = operator;
    this.job = job;
    this.history = history;
    this.clock = clock;
    this.events = events;
    this.moments = moments;
    this.launch = launch;
  }

  /**
   * Runs in the calling thread and returns when the run is over. Whatever goes wrong is in the
   * report; only a policy that the rules do not know is an exception.
   */
  public RunReport run(RunRequest request) {
    Policy policy = rules.policy(request.policy());
    AsOf asOf = request.asOf() == null ? policy.asOf(clock.instant()) : request.asOf();
    return underLease(
        new RunKey(policy.name(), asOf, 1),
        (lease, dead) -> {
          if (request.trigger() == Trigger.SCHEDULE) {
            dead.stream()
                .filter(run -> !run.asOf().equals(asOf))
                .forEach(run -> proceed(run, request, lease));
          }
          return start(request, asOf, lease);
        });
  }

  /** Whether a run of that policy goes on, here or elsewhere, or died so lately that it might. */
  public boolean locked(String policy) {
    return leases.holder(policy).isPresent();
  }

  /** Continues exactly that run. */
  public RunReport rerun(RunKey run, RunRequest request) {
    rules.policy(run.policy());
    return underLease(run, (lease, dead) -> proceed(run, request, lease));
  }

  /** Continues what dead processes left, as far as their leases have run out. */
  public void continueDead() {
    for (JobExecution execution : history.running(rules.policies()::containsKey)) {
      RunKey run = RunParameters.of(execution.getJobParameters()).run();
      if (leases.holder(run.policy()).isEmpty()) {
        rerun(
            run,
            new RunRequest(
                run.policy(), run.asOf(), false, null, Trigger.RECOVERY, owner.name(), ""));
      }
    }
  }

  /** Marks a run whose process is dead as failed; LOCKED if its lease is still alive. */
  public RunReport recover(long executionId) {
    JobExecution execution = history.execution(executionId).orElseThrow();
    RunKey run = RunParameters.of(execution.getJobParameters()).run();
    Optional<Lease> lease = leases.take(run.policy(), owner.name(), rules.leaseTime());
    if (lease.isEmpty()) {
      return RunReport.locked(run, leases.holder(run.policy()));
    }
    try (LeaseKeeper kept = new LeaseKeeper(leases, lease.get(), rules.leaseTime())) {
      repairs.markDead(lease.get());
      return history.report(history.execution(executionId).orElseThrow());
    }
  }

  private interface UnderLease {
    /** The runs in {@code dead} were just found left by dead processes and marked as failed. */
    RunReport run(Lease lease, List<RunKey> dead);
  }

  private RunReport underLease(RunKey run, UnderLease work) {
    RunReport report;
    try {
      report = launch.invoke(() -> ifFree(run, work));
    } catch (RuntimeException e) {
      report = broken(run, e);
    }
    events.publishEvent(new RunFinished(report));
    return report;
  }

  private static RunReport broken(RunKey run, RuntimeException failure) {
    Optional<String> repository = RepositoryFailure.message(failure);
    if (repository.isPresent()) {
      String message = RunExit.repositoryFailed(repository.get());
      log.error("{}: {}", run, message);
      return RunReport.broken(run, RunExit.CLUSTER_UNUSABLE, message);
    }
    log.error("{}: unexpected error", run, failure);
    return RunReport.broken(run, RunExit.ERROR, "unexpected error: " + failure);
  }

  private RunReport ifFree(RunKey run, UnderLease work) {
    Optional<Lease> lease = leases.take(run.policy(), owner.name(), rules.leaseTime());
    if (lease.isEmpty()) {
      return RunReport.locked(run, leases.holder(run.policy()));
    }
    try (LeaseKeeper kept = new LeaseKeeper(leases, lease.get(), rules.leaseTime())) {
      moments.reached(CrashPoint.LEASE_TAKEN);
      // We hold the lease, so whoever the repository still calls running is dead.
      return work.run(lease.get(), repairs.markDead(lease.get()));
    }
  }

  private RunReport start(RunRequest request, AsOf asOf, Lease lease) {
    int last = history.lastAttempt(request.policy(), asOf);
    int attempt = request.again() ? last + 1 : Math.max(1, last);
    return proceed(new RunKey(request.policy(), asOf, attempt), request, lease);
  }

  private RunReport proceed(RunKey run, RunRequest request, Lease lease) {
    Optional<JobExecution> last = history.last(run);
    if (last.isPresent() && last.get().getStatus() == BatchStatus.COMPLETED) {
      return history.report(last.get()).alreadyDone(request.accept() != null);
    }
    Optional<String> deadEnd = last.flatMap(execution -> repairs.deadEnd(run, execution));
    if (deadEnd.isPresent()) {
      return proceedAnew(run, deadEnd.get(), request, lease);
    }
    repairs.mend(run, last);
    RunReport report = launch(run, request, lease);
    // A person who asks to go on, once, wants all of it: also what the plan could not hold.
    return last.isPresent() && report.exit() == RunExit.PARTITIONS_FAILED
        ? repairs
            .outgrown(run)
            .map(reason -> proceedAnew(run, reason, request, lease))
            .orElse(report)
        : report;
  }

  private RunReport proceedAnew(RunKey run, String reason, RunRequest request, Lease lease) {
    int newest = history.lastAttempt(run.policy(), run.asOf());
    log.warn("{} cannot be continued ({}); it goes on as a new attempt", run, reason);
    RunKey next = new RunKey(run.policy(), run.asOf(), newest);
    return run.attempt() < newest
        ? proceed(next, request, lease)
        : launch(new RunKey(run.policy(), run.asOf(), newest + 1), request, lease);
  }

  private RunReport launch(RunKey run, RunRequest request, Lease lease) {
    RunParameters parameters =
        new RunParameters(
            run,
            request.trigger().toString(),
            request.requestedBy(),
            request.reason(),
            request.accept(),
            lease);
    try {
      JobExecution execution = operator.start(job, parameters.toJobParameters());
      moments.reached(CrashPoint.RUN_OVER);
      return history.report(execution);
    } catch (JobExecutionException e) {
      throw new IllegalStateException("Spring Batch would not start " + run, e);
    }
  }
}
