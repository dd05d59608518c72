package io.github.milvusretention.job.launch;

import static java.time.format.DateTimeFormatter.ISO_OFFSET_DATE_TIME;

import io.github.milvusretention.job.history.History;
import io.github.milvusretention.job.history.LastWritten;
import io.github.milvusretention.lease.Lease;
import io.github.milvusretention.ledger.ExecutionLease;
import io.github.milvusretention.ledger.Ledger;
import io.github.milvusretention.ledger.LedgerRow;
import io.github.milvusretention.ledger.State;
import io.github.milvusretention.ledger.plans.PlanRecord;
import io.github.milvusretention.ledger.plans.Plans;
import io.github.milvusretention.policy.Policy;
import io.github.milvusretention.rules.Rules;
import io.github.milvusretention.run.RunExit;
import io.github.milvusretention.run.RunKey;
import io.github.milvusretention.run.RunParameters;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.JobInstance;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.StepExecution;

/**
 * Brings what a crash left in the job repository into a state that Spring Batch can restart. Called
 * only under the policy's lease: then whatever the repository calls running is dead.
 */
class Repairs {
  private static final Logger log = LoggerFactory.getLogger(Repairs.class);

  private static final String DIED =
      "its process died during this drop; a rerun checks the server's list first";

  private final JobRepository repository;
  private final History history;
  private final Plans plans;
  private final Ledger ledger;
  private final Rules rules;
  private final Clock clock;

  Repairs(
      JobRepository repository,
      History history,
      Plans plans,
      Ledger ledger,
      Rules rules,
      Clock clock) {
    this.rules = rules;
    this.repository = repository;
    this.history = history;
    this.plans = plans;
    this.ledger = ledger;
    this.clock = clock;
  }

  /** Marks the policy's running executions as failed and returns their runs. */
  List<RunKey> markDead(Lease lease) {
    List<RunKey> dead = new ArrayList<>();
    for (JobExecution execution : history.running(lease.policy()::equals)) {
      RunKey run = RunParameters.of(execution.getJobParameters()).run();
      List<LedgerRow> rows = ledger.rows(run);
      Instant last = LastWritten.by(execution, rows);
      log.warn(
          "run {} was left by a dead process, which last wrote something at {}; it is marked as"
              + " failed",
          execution.getId(),
          told(last, run));
      note(execution, rows, lease);
      markDead(execution, run, last);
      dead.add(run);
    }
    return dead;
  }

  /**
   * As Spring Batch's operator recovers it, except that it takes the present for the end of what
   * may have died hours ago.
   */
  private void markDead(JobExecution execution, RunKey run, Instant last) {
    LocalDateTime end = LocalDateTime.ofInstant(last, ZoneOffset.UTC);
    for (StepExecution step : execution.getStepExecutions()) {
      if (step.getStatus().isRunning()) {
        step.setStatus(BatchStatus.FAILED);
        step.setEndTime(end);
        repository.update(step);
      }
    }
    execution.setStatus(BatchStatus.FAILED);
    execution.setEndTime(end);
    execution.setExitStatus(
        RunExit.ERROR.status(
            "its process died: it last wrote something at "
                + told(last, run)
                + " and was found dead at "
                + told(clock.instant(), run)
                + "; a rerun continues from there"));
    repository.update(execution);
  }

  /** To the second, in the zone of the policy, or in UTC if the rules have it no more. */
  private String told(Instant instant, RunKey run) {
    Policy policy = rules.policies().get(run.policy());
    return ISO_OFFSET_DATE_TIME.format(
        instant
            .truncatedTo(ChronoUnit.SECONDS)
            .atZone(policy == null ? ZoneOffset.UTC : policy.zone()));
  }

  /** Before the execution is marked: a process that dies in between repeats both. */
  private void note(JobExecution dead, List<LedgerRow> rows, Lease lease) {
    ExecutionLease by = new ExecutionLease(dead.getId(), lease);
    rows.stream()
        .filter(row -> row.state() == State.DROP_SENT && row.error() == null)
        .forEach(row -> ledger.explain(row, DIED, by));
  }

  /** Why an unfinished run can only go on as a new attempt; empty if it can be restarted. */
  Optional<String> deadEnd(RunKey run, JobExecution last) {
    // Spring Batch restarts nothing that is UNKNOWN, and cannot change it either.
    if (last.getStatus() == BatchStatus.UNKNOWN
        || last.getStepExecutions().stream().anyMatch(s -> s.getStatus() == BatchStatus.UNKNOWN)) {
      return Optional.of("its end could not be recorded");
    }
    return exhausted(run);
  }

  /** Why nothing is left to do but what the plan never contained; empty if that is not so. */
  Optional<String> exhausted(RunKey run) {
    boolean allSettled =
        ledger.rows(run).stream().map(LedgerRow::state).allMatch(state -> state.settled());
    return plans
        .find(run)
        .filter(PlanRecord::frozen)
        .filter(plan -> allSettled && !plan.unreadable().isEmpty())
        .map(plan -> "what could be read is done, and nothing may be added to its plan");
  }

  /** Removes what would keep Spring Batch from restarting the run. */
  void repair(RunKey run, Optional<JobExecution> last) {
    if (last.isEmpty()) {
      // A crash between Spring Batch's two inserts leaves an instance that it refuses to start.
      JobInstance instance =
          repository.getJobInstance(RunParameters.JOB, RunParameters.identifying(run));
      if (instance != null) {
        repository.deleteJobInstance(instance);
      }
      return;
    }
    // A step's end may be lost while the database is down, and the job's end recorded once it is
    // up.
    LocalDateTime end = last.get().getEndTime();
    for (StepExecution step : last.get().getStepExecutions()) {
      if (step.getStatus().isRunning()) {
        step.setStatus(BatchStatus.FAILED);
        step.setEndTime(end == null ? LocalDateTime.now(ZoneOffset.UTC) : end);
        repository.update(step);
      }
    }
  }
}
