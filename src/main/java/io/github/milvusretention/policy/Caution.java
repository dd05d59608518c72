package io.github.milvusretention.policy;

import io.github.milvusretention.period.Keep;
import org.jspecify.annotations.Nullable;

/**
 * What a policy asks for beside its rules before a partition is dropped.
 *
 * @param grace how long a partition is released before it is dropped; null means that it is
 *     released right before its drop
 */
public record Caution(@Nullable Keep grace) {
  public static final Caution NONE = new Caution(null);
}
