package io.github.milvusretention.drop;

/**
 * Published before the first drop of a run.
 *
 * @param open how many planned partitions are not settled yet
 */
public record DropsStarted(String policy, int open) {}
