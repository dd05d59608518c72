package io.github.milvusretention.job;

import io.github.milvusretention.ledger.LedgerRow;
import io.github.milvusretention.ledger.State;
import io.github.milvusretention.milvus.Outcome;
import org.jspecify.annotations.Nullable;

/** A partition while it is being dropped: what was sent, and may still take effect. */
final class OnItsWay {
  private final LedgerRow row;
  private boolean sent;
  private boolean effectOpen;

  OnItsWay(LedgerRow row) {
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

  /** It is gone without our having seen it go. */
  Fate vanished() {
    return sent ? Fate.DROPPED : Fate.absent();
  }

  /** A no says nothing of an earlier drop that may still take effect. */
  Fate refused(String why, @Nullable Outcome trouble) {
    return effectOpen ? new Fate(State.DROP_SENT, why, trouble) : Fate.failed(why, trouble);
  }
}
