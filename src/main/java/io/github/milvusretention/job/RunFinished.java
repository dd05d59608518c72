package io.github.milvusretention.job;

/** Told to whoever listens after a run is over, or was found to be locked or already done. */
public record RunFinished(RunReport report) {}
