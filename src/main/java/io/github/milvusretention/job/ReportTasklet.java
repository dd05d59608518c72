package io.github.milvusretention.job;

import io.github.milvusretention.lease.Leases;
import io.github.milvusretention.ledger.ExecutionCounts;
import io.github.milvusretention.ledger.Ledger;
import io.github.milvusretention.ledger.LedgerCounts;
import io.github.milvusretention.ledger.LedgerRow;
import io.github.milvusretention.ledger.RowHistory;
import io.github.milvusretention.ledger.State;
import io.github.milvusretention.ledger.plans.PlanRecord;
import io.github.milvusretention.ledger.plans.Plans;
import io.github.milvusretention.policy.hold.HeldVerdicts;
import io.github.milvusretention.run.CrashPoint;
import io.github.milvusretention.run.CrashPoints;
import io.github.milvusretention.run.RunExit;
import io.github.milvusretention.run.RunFailure;
import io.github.milvusretention.run.RunKey;
import io.github.milvusretention.run.RunLog;
import io.github.milvusretention.run.RunParameters;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.springframework.batch.core.ExitStatus;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.scope.context.ChunkContext;
import org.springframework.batch.core.step.StepContribution;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.core.step.tasklet.Tasklet;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;

/**
 * Fails the job if anything is left to do, with the counts; logs them in one line if all went well.
 */
class ReportTasklet implements Tasklet {
  private static final Logger log = LoggerFactory.getLogger(ReportTasklet.class);

  private final Ledger ledger;
  private final Plans plans;
  private final Leases leases;
  private final CrashPoints crashPoints;

  ReportTasklet(Ledger ledger, Plans plans, Leases leases, CrashPoints crashPoints) {
    this.ledger = ledger;
    this.plans = plans;
    this.leases = leases;
    this.crashPoints = crashPoints;
  }

  @Override
  public RepeatStatus execute(StepContribution contribution, ChunkContext context) {
    StepExecution step = context.getStepContext().getStepExecution();
    RunParameters parameters = RunParameters.of(step.getJobExecution().getJobParameters());
    leases.check(parameters.lease());
    RunKey run = parameters.run();
    List<LedgerRow> rows = ledger.rows(run);
    LedgerCounts counts = LedgerCounts.of(rows);
    ExecutionCounts own = own(rows, step.getJobExecutionId());
    // Of one that continued a run, beside what the whole run did.
    String continued =
        own.earlier() == 0 ? "" : own.own() + " (with the executions before it: " + counts + ")";
    String counted = continued.isEmpty() ? counts.toString() : continued;
    ledger.force();
    String held =
        Stream.of(description(step.getJobExecution(), RetentionJob.PLAN), heldSince(rows))
            .filter(text -> !text.isEmpty())
            .collect(Collectors.joining("; "));
    crashPoints.reached(CrashPoint.REPORTED);
    Optional<PlanRecord> plan = plans.find(run);
    String unreadable = plan.map(PlanRecord::unreadable).orElse("");
    String waiting = plan.map(PlanRecord::waiting).orElse("");
    String notRead = unreadable.isEmpty() ? "" : "not read when planned: " + unreadable;
    String cutShort = description(step.getJobExecution(), RetentionJob.DROP);
    if (counts.open() > 0 || !unreadable.isEmpty()) {
      throw new RunFailure(
          RunExit.PARTITIONS_FAILED,
          Stream.of(counted, cutShort, notRead, held, waiting)
              .filter(text -> !text.isEmpty())
              .collect(Collectors.joining("; ")));
    }
    String ended =
        Stream.of(counted, held, waiting)
            .filter(text -> !text.isEmpty())
            .collect(Collectors.joining("; "));
    Level level = waiting.isEmpty() ? Level.INFO : Level.WARN;
    RunLog.of(log.atLevel(level), "run-ended", run.policy(), step.getJobExecutionId())
        .addKeyValue("event.outcome", "success")
        .addKeyValue("exitCode", RunExit.DONE.code())
        .addKeyValue("dropped", own.own().dropped())
        .addKeyValue("released", own.own().released())
        .addKeyValue("absent", own.own().absent())
        .addKeyValue("skipped", own.own().skipped())
        .log("run {} of {}: {}", step.getJobExecutionId(), run, ended);
    // The exit description of the last step becomes that of the run.
    contribution.setExitStatus(
        ExitStatus.COMPLETED.addExitDescription(
            Stream.of(continued, held, waiting)
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining("; "))));
    return RepeatStatus.FINISHED;
  }

  /** What this execution did: no later one has written the rows. */
  private static ExecutionCounts own(List<LedgerRow> rows, long executionId) {
    return ExecutionCounts.of(
        rows.stream().map(row -> new RowHistory(row, List.of())).toList(), executionId);
  }

  /** Empty if no hold was placed on a partition after it was planned. */
  private static String heldSince(List<LedgerRow> rows) {
    long held =
        rows.stream()
            .filter(row -> row.state() == State.SKIPPED)
            .filter(row -> row.error() != null && row.error().startsWith(HeldVerdicts.HELD_BY))
            .count();
    return held == 0 ? "" : held + " of those skipped are held since they were planned";
  }

  /** What the step says: of drops why they were cut short, empty if every collection was tried. */
  private static String description(JobExecution execution, String name) {
    return execution.getStepExecutions().stream()
        .filter(step -> step.getStepName().equals(name))
        .map(step -> step.getExitStatus().getExitDescription())
        .collect(Collectors.joining());
  }
}
