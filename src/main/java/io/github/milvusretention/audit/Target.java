package io.github.milvusretention.audit;

import org.jspecify.annotations.Nullable;

/**
 * What an act is about.
 *
 * @param text for people: a run, a hold with what it covers, a partition
 * @param policy null where it is not about one policy
 * @param executionId the execution that was started or acted on; null if there is none
 */
public record Target(String text, @Nullable String policy, @Nullable Long executionId) {

  /** Something that belongs to no run. */
  public Target(String text, @Nullable String policy) {
    this(text, policy, null);
  }

  /** The same, of that execution. */
  public Target execution(long id) {
    return new Target(text, policy, id);
  }
}
