package io.github.milvusretention.policy;

/** What a run does with an EXPIRED partition. */
public enum Action {
  /** It is released, and dropped by a later run: the policy has a {@code grace}. */
  RELEASE,
  /** It was released, and not for long enough yet. Nothing is sent. */
  WAIT,
  /** It is dropped. */
  DROP
}
