package io.github.milvusretention.job;

import io.github.milvusretention.job.history.RunReport;

/** Published after a run has ended, or was found to be locked or already done. */
public record RunFinished(RunReport report) {}
