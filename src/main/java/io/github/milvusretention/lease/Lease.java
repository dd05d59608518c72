package io.github.milvusretention.lease;

/**
 * The right to run one policy, as long as no other has taken it.
 *
 * @param fence grows each time the lease is taken, so that a holder that was suspended past its
 *     expiry is recognised
 */
public record Lease(String policy, String owner, long fence) {}
