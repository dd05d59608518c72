package io.github.milvusretention.policy;

/** The verdict on one partition. Without a person only {@link #EXPIRED} partitions are dropped. */
public enum Verdict {
  EXPIRED,
  KEPT,
  HELD,
  PROTECTED,
  UNRECOGNISED,
  CONFLICT,
  /** Expired, and loaded again after it was released. */
  IN_USE,
  /** Expired, and its row count grew after its period had ended. */
  STILL_WRITTEN,
  /** Expired, and has a row from after its period. */
  MISMATCH,
  /** Expired, and there again after a run dropped it; most likely restored. */
  RE_CREATED;

  /** Whether the partition is kept until a person accepts the plan. */
  public boolean waits() {
    return this == IN_USE || this == RE_CREATED;
  }
}
