package io.github.milvusretention.ledger;

/** What became of one planned partition. */
public enum State {
  /** Nothing irrevocable was sent. */
  PLANNED,
  /** The drop may have been sent; only the server's list can tell what came of it. */
  DROP_SENT,
  /** We dropped it, and the server's list confirmed that it is gone. */
  DROPPED,
  /** It was gone before we acted. */
  ABSENT,
  /** It is there, but no longer eligible; the row says why. */
  SKIPPED,
  /** It is there and should go; the row says what went wrong. A rerun tries again. */
  FAILED;

  /** Whether nothing is left to do about it. */
  public boolean settled() {
    return this == DROPPED || this == ABSENT || this == SKIPPED;
  }
}
