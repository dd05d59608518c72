package io.github.milvusretention.ledger;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What an attempt at a planned partition resulted in.
 *
 * @param state DROP_SENT if it is not known whether the drop took effect; never PLANNED
 * @param why what went wrong, or why it was skipped; null if there is nothing to explain
 * @param release set if it is RELEASED, otherwise null
 */
public record RowResult(
    LedgerRow row, State state, @Nullable String why, @Nullable Release release) {
  /**
   * A release that the server confirmed.
   *
   * @param confirmed when the server showed the partition as not loaded
   * @param server its address, see {@link Releases#on}
   */
  public record Release(Instant confirmed, String server) {}

  /** Throws {@link IllegalArgumentException} for what is no result. */
  public RowResult {
    if (state == State.PLANNED) {
      throw new IllegalArgumentException(state + " is not a result");
    }
    if ((state == State.RELEASED) != (release != null)) {
      throw new IllegalArgumentException(state + " with the release " + release);
    }
  }

  /** Of one that is not RELEASED. */
  public RowResult(LedgerRow row, State state, @Nullable String why) {
    this(row, state, why, null);
  }
}
