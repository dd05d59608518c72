package io.github.milvusretention.ledger;

import io.github.milvusretention.lease.Lease;

/** A running execution and the lease it runs under. Every write to the ledger names both. */
public record ExecutionLease(long executionId, Lease lease) {}
