package io.github.milvusretention.job;

import io.github.milvusretention.run.RunKey;

/** Published when a run begins or is continued, before it does anything. */
public record RunStarted(RunKey run) {}
