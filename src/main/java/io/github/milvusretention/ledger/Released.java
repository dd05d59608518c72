package io.github.milvusretention.ledger;

import io.github.milvusretention.policy.Address;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A partition that a run released and that is not dropped yet, as far as the runs know.
 *
 * @param since when the release was confirmed
 * @param loadedAgain when a run first saw it loaded again; null while it is released
 * @param waited why it waited for the person who accepted its release; null if it did not
 * @param contentCheck by which its rows agreed with its name before that, as text; null if none is
 *     known to have been asked
 */
public record Released(
    Address address,
    String collectionId,
    Instant since,
    @Nullable Instant loadedAgain,
    @Nullable String waited,
    @Nullable String contentCheck) {}
