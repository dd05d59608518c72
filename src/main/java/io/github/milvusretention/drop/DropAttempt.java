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
  private boolean released;

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

  /** Whether it is known to be released, so that only the drop has to be sent. */
  boolean released() {
    return released;
  }

  void setReleased(boolean released) {
    this.released = released;
  }

  /** What its row has to say again if an intent was written and nothing was sent for it. */
  State stateWithoutIntent() {
    return effectOpen ? State.DROP_SENT : row.state();
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
