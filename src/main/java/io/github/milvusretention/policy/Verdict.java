package io.github.milvusretention.policy;

/** The verdict of the rules on one partition. Only {@link #EXPIRED} partitions are dropped. */
public enum Verdict {
  EXPIRED,
  KEPT,
  HELD,
  PROTECTED,
  UNRECOGNISED,
  CONFLICT,
  /** Released by an earlier run, and loaded again since. */
  IN_USE
}
