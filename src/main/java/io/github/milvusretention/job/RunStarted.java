package io.github.milvusretention.job;

import io.github.milvusretention.run.RunKey;

/**
 * Published when a run begins or is continued, before it does anything, by the thread that runs it.
 */
public record RunStarted(RunKey run, long executionId) {}
