package io.github.milvusretention.policy;

import org.jspecify.annotations.Nullable;

/**
 * What a policy asks for beside its rules before a partition is dropped.
 *
 * @param stillWritten what happens to partitions that grew after their period had ended
 * @param contentCheck how rows are asked whether they agree with the name; null means not at all
 */
public record Caution(StillWritten stillWritten, @Nullable ContentCheck contentCheck) {
  public static final Caution NONE = new Caution(StillWritten.OFF, null);

  /** Whether it may keep something that the other lets go. */
  public boolean mayKeepMoreThan(Caution other) {
    return stillWritten.compareTo(other.stillWritten) < 0
        || contentCheck != null && contentCheck.mayKeepMoreThan(other.contentCheck);
  }
}
