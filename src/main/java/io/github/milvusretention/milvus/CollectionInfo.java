package io.github.milvusretention.milvus;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What {@code collections/describe} says of a collection, as far as retention needs it.
 *
 * @param id the collection id; compare it to spot a collection that was created anew, or an alias
 * @param loaded false only if the server said {@code LoadStateNotLoad}; a missing or empty state
 *     counts as loaded
 * @param partitions how many partitions the server counts, {@code _default} included; null if it
 *     does not say
 * @param properties for example {@code collection.ttl.seconds}
 */
public record CollectionInfo(
    String name,
    String id,
    boolean partitionKey,
    boolean external,
    boolean loaded,
    @Nullable Integer partitions,
    Map<String, String> properties) {
  public CollectionInfo {
    properties = Map.copyOf(properties);
  }
}
