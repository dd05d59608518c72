package io.github.milvusretention.milvus;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The parts of a {@code collections/describe} answer that retention needs.
 *
 * @param id the collection id; it changes when a collection is re-created, and reveals an alias
 * @param loaded false only if the server said {@code LoadStateNotLoad}; a missing or empty state
 *     counts as loaded
 * @param partitions the number of partitions, {@code _default} included; null if the server does
 *     not say
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
