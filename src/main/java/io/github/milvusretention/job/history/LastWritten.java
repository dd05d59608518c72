package io.github.milvusretention.job.history;

import io.github.milvusretention.ledger.LedgerRow;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.step.StepExecution;

/**
 * When an execution last wrote something, by the clock of its machine. A dead one lived until then;
 * how much longer, nothing tells.
 */
public final class LastWritten {
  private LastWritten() {}

  /**
   * Never before it was created.
   *
   * @param rows of its run, which other executions may have written too
   */
  public static Instant by(JobExecution execution, List<LedgerRow> rows) {
    Stream<Instant> ofJob =
        Stream.of(execution.getCreateTime(), execution.getStartTime(), execution.getLastUpdated())
            .flatMap(LastWritten::instant);
    Stream<Instant> ofSteps =
        execution.getStepExecutions().stream()
            .flatMap(LastWritten::times)
            .flatMap(LastWritten::instant);
    Stream<Instant> ofRows =
        rows.stream()
            .map(LedgerRow::progress)
            .filter(progress -> progress.executionId() == execution.getId())
            .map(LedgerRow.Progress::updated);
    return Stream.of(ofJob, ofSteps, ofRows)
        .flatMap(times -> times)
        .max(Instant::compareTo)
        .orElseThrow();
  }

  /** One that has ended may have been updated long after, by whoever marked it. */
  private static Stream<@Nullable LocalDateTime> times(StepExecution step) {
    return Stream.of(
        step.getCreateTime(),
        step.getStartTime(),
        step.getEndTime() == null ? step.getLastUpdated() : step.getEndTime());
  }

  /** Spring Batch keeps local times, which are UTC in this process. */
  private static Stream<Instant> instant(@Nullable LocalDateTime time) {
    return time == null ? Stream.empty() : Stream.of(time.toInstant(ZoneOffset.UTC));
  }
}
