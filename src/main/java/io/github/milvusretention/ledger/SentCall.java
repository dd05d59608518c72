package io.github.milvusretention.ledger;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One release or drop that was sent for a planned partition, and what was answered.
 *
 * @param answered when, by this process's clock
 * @param route for example {@code partitions/drop}
 * @param outcome how the answer was classified, for example {@code SUCCESS}
 * @param httpStatus 0 if there was no answer
 * @param code the answer's own code; null if there was none
 * @param message the other side's text, without secrets, cut; may be empty
 * @param took from sending to the answer or to giving up
 */
public record SentCall(
    Instant answered,
    String route,
    String outcome,
    int httpStatus,
    @Nullable Integer code,
    String message,
    Duration took) {}
