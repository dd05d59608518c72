package io.github.milvusretention.job.history;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.step.StepExecution;

/**
 * One step of an execution, with the counts of Spring Batch.
 *
 * @param status Spring Batch's status
 * @param message why it ended so; may be empty
 * @param start null if it did not start
 * @param end null if it did not end
 * @param read of the step plan: partitions that were decided; of drop: rows that it took
 * @param filtered what it left out
 * @param written of the step plan: partitions that are due; of drop: those that are settled
 * @param skipped what failed
 */
public record PastStep(
    String name,
    String status,
    String message,
    @Nullable Instant start,
    @Nullable Instant end,
    long read,
    long filtered,
    long written,
    long skipped) {

  static PastStep of(StepExecution step) {
    return new PastStep(
        step.getStepName(),
        step.getStatus().name(),
        step.getExitStatus().getExitDescription(),
        StoredExecution.instant(step.getStartTime()),
        StoredExecution.instant(step.getEndTime()),
        step.getReadCount(),
        step.getFilterCount(),
        step.getWriteCount(),
        step.getSkipCount());
  }
}
