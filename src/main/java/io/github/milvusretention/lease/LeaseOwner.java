package io.github.milvusretention.lease;

/**
 * This process, as it signs its leases.
 *
 * @param name user, machine and process, for a person who looks for the holder
 */
public record LeaseOwner(String name) {}
