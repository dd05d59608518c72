package io.github.milvusretention.job.history;

import io.github.milvusretention.ledger.ExecutionCounts;
import io.github.milvusretention.run.RunExit;
import io.github.milvusretention.run.RunKey;
import io.github.milvusretention.run.RunOrigin;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One execution of a run, over or in progress, and what it did itself: not what the executions
 * before and after it did.
 *
 * @param status Spring Batch's status
 * @param exit null while it is running
 * @param message what a person should know; may be empty
 * @param start null if it did not start
 * @param end null if it did not end
 */
public record PastExecution(
    RunKey run,
    long executionId,
    String status,
    @Nullable RunExit exit,
    String message,
    ExecutionCounts counts,
    @Nullable Instant start,
    @Nullable Instant end,
    RunOrigin origin) {}
