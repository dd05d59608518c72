package io.github.milvusretention.console.api;

import io.github.milvusretention.cli.evidence.ExecutionView;
import org.jspecify.annotations.Nullable;

/**
 * How a policy is doing, as JSON.
 *
 * @param schedule null if it has none, and runs only by hand
 * @param nextFiring in its zone; in the past if it is late, and null if it never fires again
 * @param lastRun its newest execution; null if none is recorded
 */
record PolicyView(
    String name,
    String cluster,
    @Nullable String schedule,
    String zone,
    @Nullable String nextFiring,
    @Nullable ExecutionView lastRun) {}
