package io.github.milvusretention.schedule;

import java.util.Optional;

/** The other daemons that fire from the same tables. */
interface OtherDaemons extends AutoCloseable {
  /** Where there can be no other one. */
  OtherDaemons NONE = policy -> Optional.empty();

  /**
   * In one sentence which live daemon has other rules for the policy, and in which keys; empty if
   * they agree, and for a policy that no other one has.
   */
  Optional<String> disagreement(String policy);

  @Override
  default void close() {}
}
