package io.github.milvusretention.drop;

import io.github.milvusretention.ledger.State;
import io.github.milvusretention.policy.Address;
import org.jspecify.annotations.Nullable;

/**
 * Published after the result of a partition was written.
 *
 * @param why null if there is nothing to explain
 */
public record PartitionSettled(
    String policy, long executionId, Address address, State state, @Nullable String why) {}
