package io.github.milvusretention.sandbox;

import java.util.Map;
import java.util.TreeMap;

/**
 * The properties of a collection, without its partitions.
 *
 * @param partitionKeys 0 for a collection with manually created partitions; otherwise the
 *     collection has a partition-key field and this many partitions {@code _default_0}, {@code
 *     _default_1} and so on
 * @param externalSource empty unless the collection is external (Milvus 3.0)
 * @param properties for example {@code collection.ttl.seconds}
 */
public record CollectionSpec(
    int partitionKeys, String externalSource, Map<String, String> properties) {
  public static final CollectionSpec PLAIN = new CollectionSpec(0, "", Map.of());

  public CollectionSpec {
    if (partitionKeys < 0) {
      throw new IllegalArgumentException("partitionKeys must be 0 or more: " + partitionKeys);
    }
    properties = Map.copyOf(properties);
  }

  public static CollectionSpec partitionKey(int partitions) {
    return new CollectionSpec(partitions, "", Map.of());
  }

  public static CollectionSpec external(String source) {
    return new CollectionSpec(0, source, Map.of());
  }

  public CollectionSpec withProperty(String key, String value) {
    Map<String, String> all = new TreeMap<>(properties);
    all.put(key, value);
    return new CollectionSpec(partitionKeys, externalSource, all);
  }

  boolean isPartitionKey() {
    return partitionKeys > 0;
  }

  boolean isExternal() {
    return !externalSource.isEmpty();
  }
}
