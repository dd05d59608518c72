package io.github.milvusretention.job;

/**
 * Told to whoever listens before the first drop of a run.
 *
 * @param open how many planned partitions have no fate yet
 */
public record DropsBegin(String policy, int open) {}
