package io.github.milvusretention.drop.gate;

import io.github.milvusretention.ledger.LedgerRow;
import io.github.milvusretention.ledger.State;
import io.github.milvusretention.milvus.Outcome;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The result of one attempt at a partition.
 *
 * @param state DROP_SENT if it is not known whether the drop took effect
 * @param why null if there is nothing to explain
 * @param trouble the outcome of the call it failed by; null if it did not fail, or not by a call
 * @param released when the server showed it as not loaded, if it is RELEASED; otherwise null
 */
public record DropResult(
    State state, @Nullable String why, @Nullable Outcome trouble, @Nullable Instant released) {
  DropResult(State state, @Nullable String why, @Nullable Outcome trouble) {
    this(state, why, trouble, null);
  }

  public static final DropResult DROPPED = new DropResult(State.DROPPED, null, null);

  /**
   * Nobody can tell a dropped collection from a renamed one, under which the partition lives on.
   */
  public static final DropResult COLLECTION_GONE =
      new DropResult(State.ABSENT, "its collection no longer exists (dropped, or renamed)", null);

  /** SKIPPED if the current collection of that name is not the planned one; empty if it is. */
  public static Optional<DropResult> ifRecreated(LedgerRow row, String currentId) {
    return currentId.equals(row.collectionId())
        ? Optional.empty()
        : Optional.of(
            skipped(
                "the collection was re-created after the plan (id "
                    + row.collectionId()
                    + " then, "
                    + currentId
                    + " now) and holds other data"));
  }

  /**
   * @param confirmed when the server showed it as not loaded
   */
  public static DropResult released(Instant confirmed) {
    return new DropResult(State.RELEASED, null, null, confirmed);
  }

  public static DropResult absent() {
    return new DropResult(State.ABSENT, "it was gone before this run acted", null);
  }

  public static DropResult skipped(String why) {
    return new DropResult(State.SKIPPED, why, null);
  }

  public static DropResult failed(String why, @Nullable Outcome trouble) {
    return new DropResult(State.FAILED, why, trouble);
  }

  public static DropResult undecided(String why, Outcome trouble) {
    return new DropResult(State.DROP_SENT, why, trouble);
  }

  /** The same after several tries. */
  public DropResult triedTimes(int tries) {
    return tries == 1 ? this : new DropResult(state, why + " (tried " + tries + " times)", trouble);
  }
}
