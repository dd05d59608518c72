package io.github.milvusretention.ledger;

import io.github.milvusretention.policy.Address;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A partition that a run released and that is not dropped yet, as far as the runs know.
 *
 * @param since when the release was confirmed
 * @param loadedAgain when a run first saw it loaded again; null while it is released
 */
public record Released(
    Address address, String collectionId, Instant since, @Nullable Instant loadedAgain) {}
