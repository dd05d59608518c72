package io.github.milvusretention.job.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.JobInstance;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.step.StepExecution;

/** When a dead execution last showed life. */
class LastWrittenTest {
  private static final LocalDateTime BEGAN = LocalDateTime.parse("2026-11-24T03:15:00");
  private static final LocalDateTime LIVED = LocalDateTime.parse("2026-11-24T03:20:00");
  private static final LocalDateTime FOUND = LocalDateTime.parse("2026-11-24T09:00:00");

  private final JobExecution execution =
      new JobExecution(2, new JobInstance(1, "partitionRetention"), new JobParameters());
  private final StepExecution drop = new StepExecution(3, "drop", execution);

  LastWrittenTest() {
    execution.setCreateTime(BEGAN);
    drop.setCreateTime(BEGAN);
    execution.addStepExecution(drop);
  }

  @Test
  void aStepInProgressLivedWhenItWasLastUpdated() {
    drop.setLastUpdated(LIVED);

    assertThat(LastWritten.by(execution, List.of()))
        .isEqualTo(Instant.parse("2026-11-24T03:20:00Z"));
  }

  /** Whoever marked the step may have been killed before it could mark the execution. */
  @Test
  void aStepThatWasMarkedLaterLivedUntilItsEnd() {
    drop.setStatus(BatchStatus.FAILED);
    drop.setEndTime(LIVED);
    drop.setLastUpdated(FOUND);

    assertThat(LastWritten.by(execution, List.of()))
        .isEqualTo(Instant.parse("2026-11-24T03:20:00Z"));
  }
}
