package io.github.milvusretention.job.history;

import static java.util.stream.Collectors.toMap;

import io.github.milvusretention.ledger.ExecutionCounts;
import io.github.milvusretention.ledger.Ledger;
import io.github.milvusretention.ledger.LedgerCounts;
import io.github.milvusretention.ledger.evidence.ExecutionRows;
import io.github.milvusretention.ledger.plans.Plans;
import io.github.milvusretention.period.AsOf;
import io.github.milvusretention.plan.DoneAsOfs;
import io.github.milvusretention.run.RunKey;
import io.github.milvusretention.run.RunOrigin;
import io.github.milvusretention.run.RunParameters;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.JobInstance;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.dao.EmptyResultDataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Past and present runs, from the job repository. */
public class History implements DoneAsOfs {
  private final JobRepository repository;
  private final JdbcClient jdbc;
  private final Ledger ledger;
  private final StoredExecutions stored;
  private final Plans plans;

  History(
      JobRepository repository, JdbcClient jdbc, Ledger ledger, ExecutionRows rows, Plans plans) {
    this.repository = repository;
    this.jdbc = jdbc;
    this.ledger = ledger;
    this.stored = new StoredExecutions(jdbc, rows);
    this.plans = plans;
  }

  /** The newest executions first. */
  public List<PastExecution> latest(@Nullable String policy, int limit) {
    return page(ExecutionFilter.of(policy), 0, limit);
  }

  /** Some of them, the newest first. */
  public List<PastExecution> page(ExecutionFilter filter, long offset, int size) {
    return stored.past(stored.newest(filter, offset, size));
  }

  /** How many there are. */
  public long count(ExecutionFilter filter) {
    return stored.count(filter);
  }

  /** The newest execution of each policy, by its name; those without one are absent. */
  public Map<String, PastExecution> newestByPolicy() {
    return stored.past(stored.newestOfEach()).stream()
        .collect(toMap(past -> past.run().policy(), past -> past));
  }

  /** Empty if there is no such execution. */
  public Optional<PastExecution> past(long executionId) {
    return stored.past(List.of(executionId)).stream().findFirst();
  }

  /** The steps of an execution in their order; empty if there is no such execution. */
  public List<PastStep> steps(long executionId) {
    return execution(executionId).stream()
        .flatMap(execution -> execution.getStepExecutions().stream())
        .sorted(Comparator.comparing(StepExecution::getId))
        .map(PastStep::of)
        .toList();
  }

  /**
   * How many plans were made, of this policy or of all; they stay when their runs are purged.
   *
   * @param policy null for all
   */
  public long plans(@Nullable String policy) {
    return jdbc.sql(
            "SELECT COUNT(*) FROM retention_plan WHERE CAST(:policy AS VARCHAR(100)) IS NULL OR"
                + " policy = :policy")
        .param("policy", policy)
        .query(Long.class)
        .single();
  }

  /** Every policy of which a run or a plan is recorded, in the rules or not. */
  public List<String> policies() {
    return jdbc.sql(
            "SELECT policy FROM retention_plan UNION SELECT parameter_value FROM"
                + " batch_job_execution_params WHERE parameter_name = 'policy'")
        .query(String.class)
        .list();
  }

  /** Empty if there is no such execution. */
  public Optional<RunKey> run(long executionId) {
    return execution(executionId)
        .map(execution -> RunParameters.of(execution.getJobParameters()).run());
  }

  /** Empty if there is no such execution, for which Spring Batch 6 throws. */
  public Optional<JobExecution> execution(long executionId) {
    try {
      return Optional.ofNullable(repository.getJobExecution(executionId));
    } catch (EmptyResultDataAccessException e) {
      return Optional.empty();
    }
  }

  /**
   * The run that a rerun of this policy continues: its newest, if that one is unfinished. Older
   * unfinished runs are superseded by any later one that finished.
   */
  public Optional<RunKey> unfinished(String policy) {
    return stored.newest(ExecutionFilter.of(policy), 0, 1).stream()
        .map(this::execution)
        .flatMap(Optional::stream)
        .findFirst()
        .filter(execution -> execution.getStatus() != BatchStatus.COMPLETED)
        .map(execution -> RunParameters.of(execution.getJobParameters()).run());
  }

  /** The executions of a run, the first one first; empty if it was purged. */
  public List<PastExecution> executions(RunKey run) {
    JobInstance instance =
        repository.getJobInstance(RunParameters.JOB, RunParameters.identifying(run));
    return instance == null ? List.of() : stored.past(stored.ofInstance(instance.getInstanceId()));
  }

  public Optional<JobExecution> last(RunKey run) {
    return Optional.ofNullable(
        repository.getLastJobExecution(RunParameters.JOB, RunParameters.identifying(run)));
  }

  /** Whether a person at a terminal started that run; false if nothing is known of it. */
  public boolean watched(RunKey run) {
    JobInstance instance =
        repository.getJobInstance(RunParameters.JOB, RunParameters.identifying(run));
    return instance != null
        && repository.getJobExecutions(instance).stream()
            .min(Comparator.comparing(JobExecution::getId))
            .filter(first -> RunParameters.of(first.getJobParameters()).origin().watched())
            .isPresent();
  }

  /**
   * Who or what asked for an execution.
   *
   * @param acceptedHere whether somebody accepted a plan by that, in the console or by a program,
   *     where it has to be another person than who asked for the plan
   */
  public record Asked(RunOrigin origin, boolean acceptedHere) {
    private static Asked of(RunParameters parameters) {
      // A command accepts without what was shown.
      return new Asked(
          parameters.origin(), parameters.accept() != null && parameters.guards() != null);
    }
  }

  /** Of the executions of a run, the first one first; empty if it was purged. */
  public List<Asked> asked(RunKey run) {
    JobInstance instance =
        repository.getJobInstance(RunParameters.JOB, RunParameters.identifying(run));
    return instance == null
        ? List.of()
        : repository.getJobExecutions(instance).stream()
            .sorted(Comparator.comparing(JobExecution::getId))
            .map(execution -> Asked.of(RunParameters.of(execution.getJobParameters())))
            .toList();
  }

  /** The execution of that policy that is in progress, or was left by a dead process. */
  public Optional<Long> inProgress(String policy) {
    return running(policy::equals).stream().map(JobExecution::getId).max(Long::compare);
  }

  /** Whether the last execution of a run completed. */
  public boolean finished(RunKey run) {
    return last(run).filter(last -> last.getStatus() == BatchStatus.COMPLETED).isPresent();
  }

  /**
   * The highest attempt ever made for that policy and as-of; 0 if there is none. Of older ones only
   * the plans may be left.
   */
  public int lastAttempt(String policy, AsOf asOf) {
    int attempt = Math.max(plans.lastAttempt(policy, asOf), lastBegun(policy, asOf));
    while (exists(new RunKey(policy, asOf, attempt + 1))) {
      attempt++;
    }
    return attempt;
  }

  @Override
  public boolean isDone(String policy, AsOf asOf) {
    return last(new RunKey(policy, asOf, Math.max(1, lastAttempt(policy, asOf))))
        .filter(execution -> execution.getStatus() == BatchStatus.COMPLETED)
        .isPresent();
  }

  private int lastBegun(String policy, AsOf asOf) {
    return jdbc.sql(
            "SELECT COALESCE(MAX(CAST(n.parameter_value AS INTEGER)), 0)"
                + " FROM batch_job_execution_params n"
                + " JOIN batch_job_execution_params p ON p.job_execution_id = n.job_execution_id"
                + " AND p.parameter_name = 'policy' AND p.parameter_value = :policy"
                + " JOIN batch_job_execution_params a ON a.job_execution_id = n.job_execution_id"
                + " AND a.parameter_name = 'asOf' AND a.parameter_value = :asOf"
                + " WHERE n.parameter_name = 'attempt'")
        .param("policy", policy)
        .param("asOf", asOf.toString())
        .query(Integer.class)
        .single();
  }

  private boolean exists(RunKey run) {
    return repository.getJobInstance(RunParameters.JOB, RunParameters.identifying(run)) != null;
  }

  /** Runs that the repository takes for running. */
  public List<JobExecution> running(Predicate<String> policy) {
    return repository.findRunningJobExecutions(RunParameters.JOB).stream()
        .filter(execution -> policy.test(policyOf(execution)))
        .toList();
  }

  /**
   * The report of an execution that has ended, with the counts of its whole run: what was asked for
   * is the run, whichever executions it took.
   */
  public RunReport report(JobExecution execution) {
    RunParameters parameters = RunParameters.of(execution.getJobParameters());
    return RunReport.of(
        StoredExecutions.past(StoredExecution.of(execution), ExecutionCounts.NONE),
        LedgerCounts.of(ledger.rows(parameters.run())));
  }

  private static String policyOf(JobExecution execution) {
    return RunParameters.of(execution.getJobParameters()).run().policy();
  }
}
