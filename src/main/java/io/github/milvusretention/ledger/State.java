package io.github.milvusretention.ledger;

/** The progress of the drop of one planned partition. */
public enum State {
  /** Nothing irrevocable was sent. */
  PLANNED,
  /** The drop may have been sent; only the server's list can tell whether it took effect. */
  DROP_SENT,
  /** We dropped it, and the server's list confirmed that it is gone. */
  DROPPED,
  /** We released it, the server confirmed that, and a later run drops it. */
  RELEASED,
  /** It was gone before we acted. */
  ABSENT,
  /** It exists, but is no longer eligible; the row says why. */
  SKIPPED,
  /** It exists and should be dropped; the row says what went wrong. A rerun tries again. */
  FAILED;

  /** Whether the partition no longer exists. */
  public boolean gone() {
    return this == DROPPED || this == ABSENT;
  }

  /** Whether nothing is left to do about it. */
  public boolean settled() {
    return this == DROPPED || this == RELEASED || this == ABSENT || this == SKIPPED;
  }
}
