package io.github.milvusretention.plan.list;

/**
 * Published while a plan is made, after a collection was read.
 *
 * @param read how many collections were read
 * @param of of how many
 */
public record CollectionsRead(String policy, int read, int of) {}
