package io.github.milvusretention.job.launch;

import io.github.milvusretention.audit.Act;
import io.github.milvusretention.audit.Actor;
import io.github.milvusretention.audit.AuditEntry;
import io.github.milvusretention.audit.AuditEntry.Outcome;
import io.github.milvusretention.audit.AuditLog;
import io.github.milvusretention.database.RepositoryFailure;
import io.github.milvusretention.job.RunFinished;
import io.github.milvusretention.job.RunTally;
import io.github.milvusretention.job.history.History;
import io.github.milvusretention.job.history.PastExecution;
import io.github.milvusretention.job.history.RunReport;
import io.github.milvusretention.lease.Lease;
import io.github.milvusretention.lease.PolicyLeases;
import io.github.milvusretention.milvus.Cluster;
import io.github.milvusretention.period.AsOf;
import io.github.milvusretention.policy.Policy;
import io.github.milvusretention.rules.Rules;
import io.github.milvusretention.run.OutOfMemory;
import io.github.milvusretention.run.RunExit;
import io.github.milvusretention.run.RunFailure;
import io.github.milvusretention.run.RunKey;
import io.github.milvusretention.run.RunOrigin;
import io.github.milvusretention.run.RunParameters;
import io.github.milvusretention.run.Trigger;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.core.retry.RetryOperations;

/**
 * Runs one policy, once, under its lease. Commands and schedules all come through here: take the
 * lease, mark what a dead process left as failed, then start the job or continue it.
 */
public class Runner {
  private static final Logger log = LoggerFactory.getLogger(Runner.class);

  private final Rules rules;
  private final PolicyLeases leases;
  private final Launcher launcher;
  private final History history;
  private final Clock clock;
  private final ApplicationEventPublisher events;
  private final RetryOperations launchRetry;
  private final RunTally tally;
  private final LaunchAudit launches;
  private final AuditLog audit;

  Runner(
      Rules rules,
      PolicyLeases leases,
      Launcher launcher,
      History history,
      Clock clock,
      ApplicationEventPublisher events,
      RetryOperations launchRetry,
      RunTally tally,
      LaunchAudit launches,
      AuditLog audit) {
    this.launches = launches;
    this.audit = audit;
    this.rules = rules;
    this.leases = leases;
    this.launcher = launcher;
    this.history = history;
    this.clock = clock;
    this.events = events;
    this.launchRetry = launchRetry;
    this.tally = tally;
  }

  /**
   * Runs in the calling thread and returns when the run has ended. Whatever goes wrong is in the
   * report; only a policy that the rules do not know is an exception.
   */
  public RunReport run(RunRequest request) {
    return run(request, LaunchPermit.ALWAYS);
  }

  /**
   * The same, and asks before each run that it launches: the dead runs of a policy, which are
   * continued first, may take hours. Throws {@link LaunchPermit.Withheld}.
   */
  public RunReport run(RunRequest request, LaunchPermit permit) {
    Policy policy = rules.policy(request.policy());
    AsOf asOf = request.asOf() == null ? policy.asOf(clock.instant()) : request.asOf();
    return underLease(
        new RunKey(policy.name(), asOf, 1),
        request,
        (lease, dead) -> {
          if (request.origin().trigger() == Trigger.SCHEDULE) {
            dead.stream()
                .filter(run -> !run.asOf().equals(asOf))
                .forEach(run -> launcher.proceed(run, request, lease, permit));
          }
          return launcher.start(request, asOf, lease, permit);
        });
  }

  /** Whether a run of that policy is in progress, here or elsewhere, or died so recently. */
  public boolean locked(String policy) {
    return leases.holder(policy).isPresent();
  }

  /** Continues exactly that run, which is watched if it was when it was first started. */
  public RunReport rerun(RunKey run, RunRequest request) {
    return rerun(run, request.watched(history.watched(run)), LaunchPermit.ALWAYS);
  }

  /**
   * Continues exactly that run for somebody who does not watch it, and asks before each launch.
   * Throws {@link LaunchPermit.Withheld}.
   */
  public RunReport rerun(RunKey run, RunRequest request, LaunchPermit permit) {
    rules.policy(run.policy());
    return underLease(run, request, (lease, dead) -> launcher.proceed(run, request, lease, permit));
  }

  /**
   * Continues what dead processes left, as far as their leases have expired.
   *
   * @param permit asked with the policy of each run right before; one to which it objects is left
   */
  public void continueDead(LaunchPermit permit) {
    RunOrigin origin = new RunOrigin(Trigger.RECOVERY, leases.owner().name(), "");
    for (JobExecution execution : history.running(rules.policies()::containsKey)) {
      RunKey run = RunParameters.of(execution.getJobParameters()).run();
      // Before its lease is taken, and again when it is launched.
      if (permit.objection(run.policy()).isEmpty() && !locked(run.policy())) {
        rerun(run, new RunRequest(run.policy(), run.asOf(), false, null, origin), permit);
      }
    }
  }

  /** Records that somebody wanted to recover a run, and why it was not done. */
  public void notRecovered(long executionId, Actor actor, String why) {
    RunKey run = history.run(executionId).orElseThrow();
    audit.recordEnd(recovery(run, executionId, actor).ended(Outcome.REFUSED, why));
  }

  private static AuditEntry recovery(RunKey run, long executionId, Actor actor) {
    return new AuditEntry(
        actor,
        Act.RECOVER,
        LaunchAudit.target(run).execution(executionId),
        "",
        Outcome.STARTED,
        "");
  }

  /** Marks a run whose process is dead as failed; LOCKED if its lease is still alive. */
  public RunReport recover(long executionId, Actor actor) {
    RunKey run = history.run(executionId).orElseThrow();
    AuditEntry entry = recovery(run, executionId, actor);
    // Before: whoever dies in between has left a row, and perhaps a run that is still to be marked.
    audit.record(entry);
    try {
      RunReport report =
          ifFree(
              run,
              (lease, dead) -> {
                PastExecution recovered = history.past(executionId).orElseThrow();
                return RunReport.of(recovered, recovered.counts().own());
              });
      audit.recordEnd(
          report.status().equals(RunReport.LOCKED)
              ? entry.ended(Outcome.REFUSED, report.message())
              : entry.ended(Outcome.DONE, report.message()));
      return report;
    } catch (RuntimeException e) {
      audit.recordEnd(entry.failed(e));
      throw e;
    }
  }

  private interface UnderLease {
    /** The runs in {@code dead} were just found left by dead processes and marked as failed. */
    RunReport run(Lease lease, List<RunKey> dead);
  }

  private RunReport underLease(RunKey run, RunRequest request, UnderLease work) {
    Cluster cluster = rules.clusterOf(rules.policy(run.policy()));
    cluster
        .readableToken()
        .ifPresent(warning -> log.warn("{}: cluster {}: {}", run, cluster.name(), warning));
    RunReport report;
    try {
      report = launchRetry.invoke(() -> ifFree(run, work));
    } catch (LaunchPermit.Withheld e) {
      launches.refused(request, run, String.valueOf(e.getMessage()));
      throw e;
    } catch (RuntimeException | OutOfMemoryError e) {
      report = broken(run, e);
    }
    launches.record(request, report);
    events.publishEvent(new RunFinished(report));
    return report;
  }

  private RunReport ifFree(RunKey run, UnderLease work) {
    return leases
        .with(
            run.policy(),
            lease -> {
              tally.forget(run.policy());
              return work.run(lease, launcher.markDead(lease));
            })
        .orElseGet(() -> RunReport.locked(run, leases.holder(run.policy())));
  }

  private RunReport broken(RunKey run, Throwable failure) {
    Optional<String> memory = OutOfMemory.told(failure);
    if (memory.isPresent()) {
      log.error("{}: {}", run, memory.get());
      return broken(run, RunExit.ERROR, memory.get());
    }
    Optional<String> repository = RepositoryFailure.ofRun(failure);
    if (repository.isPresent()) {
      log.error("{}: {}", run, repository.get());
      return broken(run, RunExit.CLUSTER_UNUSABLE, repository.get());
    }
    if (failure instanceof RunFailure known) {
      log.error("{}: {}", run, known.getMessage());
      return broken(run, known.exit(), known.getMessage());
    }
    log.error("{}: unexpected error", run, failure);
    return broken(
        run,
        RunExit.ERROR,
        "unexpected error: " + RepositoryFailure.withoutSql(failure).orElseGet(failure::toString));
  }

  /** With what is known of it, unless what broke was a dead run that was continued before it. */
  private RunReport broken(RunKey run, RunExit exit, String message) {
    return tally
        .of(run.policy())
        .filter(known -> known.run().asOf().equals(run.asOf()))
        .map(
            known ->
                RunReport.broken(known.run(), known.executionId(), known.counts(), exit, message))
        .orElseGet(() -> RunReport.broken(run, exit, message));
  }
}
