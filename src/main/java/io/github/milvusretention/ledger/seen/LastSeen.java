package io.github.milvusretention.ledger.seen;

import java.time.Instant;

/**
 * Where a policy's last frozen plan saw a partition.
 *
 * @param collectionId the server's id of the collection at that time
 */
public record LastSeen(String policy, Seen.Place place, String collectionId, Instant at) {}
