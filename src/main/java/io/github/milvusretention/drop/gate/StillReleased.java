package io.github.milvusretention.drop.gate;

import io.github.milvusretention.ledger.LedgerRow;
import io.github.milvusretention.ledger.Released;
import io.github.milvusretention.ledger.Releases;
import io.github.milvusretention.milvus.LoadState;
import io.github.milvusretention.milvus.Milvus;
import io.github.milvusretention.milvus.MilvusException;
import io.github.milvusretention.policy.Address;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Asked right before the intent to drop a partition that waited for the end of a grace: whether it
 * was released all the time, as far as runs have seen, and still is. The server says so, not the
 * ledger. Should somebody load it after this question, the server refuses the drop, and nothing
 * releases it again.
 *
 * @param server its address
 */
public record StillReleased(Milvus milvus, Releases releases, String server) {

  /** Empty if it may be dropped. Throws {@link MilvusException} if it cannot be asked. */
  Optional<DropResult> objection(DropAttempt attempt) {
    LedgerRow row = attempt.row();
    Instant since = row.releasedAt();
    if (!attempt.waited() || since == null) {
      return Optional.empty();
    }
    Optional<Released> known = releases.find(server, row);
    if (known.filter(found -> found.since().equals(since)).isEmpty()) {
      return Optional.of(
          DropResult.skipped(
              "its release of " + since + " does not count any more: a later run saw it gone"));
    }
    Instant loadedAgain = known.get().loadedAgain();
    if (loadedAgain != null) {
      return Optional.of(inUse(since, "was seen loaded again " + loadedAgain));
    }
    Address address = row.address();
    LoadState state =
        milvus.loadState(address.database(), address.collection(), address.partition());
    if (state.loaded()) {
      return Optional.of(inUse(since, "is loaded again"));
    }
    return state.notLoaded()
        ? Optional.empty()
        : Optional.of(
            attempt.refused(
                "the server does not tell whether it is still released; nothing was sent", null));
  }

  /** For one that is not released again, whatever the server says of its drop. */
  static DropResult loadedAgain(LedgerRow row) {
    return inUse(row.releasedAt(), "is loaded again");
  }

  private static DropResult inUse(@Nullable Instant since, String what) {
    return DropResult.skipped(
        "in use: it was released "
            + (since == null ? "earlier" : since.truncatedTo(ChronoUnit.SECONDS))
            + " and "
            + what);
  }
}
