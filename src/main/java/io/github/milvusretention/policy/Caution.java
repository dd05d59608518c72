package io.github.milvusretention.policy;

/**
 * What a policy asks for beside its rules before a partition is dropped.
 *
 * @param stillWritten what happens to partitions that grew after their period had ended
 */
public record Caution(StillWritten stillWritten) {
  public static final Caution NONE = new Caution(StillWritten.OFF);
}
