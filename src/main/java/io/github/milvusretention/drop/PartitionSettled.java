package io.github.milvusretention.drop;

import io.github.milvusretention.ledger.State;
import io.github.milvusretention.policy.Address;
import org.jspecify.annotations.Nullable;

/**
 * Told to whoever listens after a partition's fate has been written.
 *
 * @param why null if there is nothing to explain
 */
public record PartitionSettled(
    String policy, long executionId, Address address, State state, @Nullable String why) {}
