package io.github.milvusretention.ledger;

import org.jspecify.annotations.Nullable;

/**
 * What an attempt at a planned partition resulted in.
 *
 * @param state DROP_SENT if it is not known whether the drop took effect; never PLANNED
 * @param why what went wrong, or why it was skipped; null if there is nothing to explain
 */
public record RowResult(LedgerRow row, State state, @Nullable String why) {
  public RowResult {
    if (state == State.PLANNED) {
      throw new IllegalArgumentException(state + " is not a result");
    }
  }
}
