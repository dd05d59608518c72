package io.github.milvusretention.drop;

import io.github.milvusretention.ledger.LedgerRow;
import io.github.milvusretention.ledger.State;
import io.github.milvusretention.milvus.Outcome;
import org.jspecify.annotations.Nullable;

/** A partition while it is being dropped: what was sent for it and may still take effect. */
final class DropAttempt {
  private final LedgerRow row;
  private boolean sent;
  private boolean effectOpen;

  DropAttempt(LedgerRow row) {
    this.row = row;
    this.sent = row.state() == State.DROP_SENT;
    this.effectOpen = sent;
  }

  LedgerRow row() {
    return row;
  }

  boolean sent() {
    return sent;
  }

  void dropSent() {
    sent = true;
  }

  void mayStillTakeEffect() {
    sent = true;
    effectOpen = true;
  }

  /** It is gone, and we did not see it disappear. */
  DropResult vanished() {
    return sent ? DropResult.DROPPED : DropResult.absent();
  }

  /** A refusal says nothing about an earlier drop that may still take effect. */
  DropResult refused(String why, @Nullable Outcome trouble) {
    return effectOpen
        ? new DropResult(State.DROP_SENT, why, trouble)
        : DropResult.failed(why, trouble);
  }
}
