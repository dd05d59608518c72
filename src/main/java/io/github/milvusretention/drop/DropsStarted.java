package io.github.milvusretention.drop;

/**
 * Told to whoever listens before the first drop of a run.
 *
 * @param open how many planned partitions have no fate yet
 */
public record DropsStarted(String policy, int open) {}
