package io.github.milvusretention.job;

import io.github.milvusretention.job.history.RunReport;

/**
 * Published in the transaction that records how a run ended, also one that a dead process left.
 * Whoever writes then writes in the same transaction.
 */
public record RunRecorded(RunReport report) {}
