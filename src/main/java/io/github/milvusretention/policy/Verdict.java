package io.github.milvusretention.policy;

/** What the rules say of one partition. Only {@link #EXPIRED} is ever dropped. */
public enum Verdict {
  EXPIRED,
  KEPT,
  HELD,
  PROTECTED,
  UNRECOGNISED,
  CONFLICT
}
