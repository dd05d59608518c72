package io.github.milvusretention.lease;

/**
 * The right to act for one policy, as long as it is not taken by another.
 *
 * @param fence grows with each taking, so that a holder that slept through its expiry is recognised
 */
public record Lease(String policy, String owner, long fence) {}
