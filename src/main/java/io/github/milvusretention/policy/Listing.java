package io.github.milvusretention.policy;

import java.util.List;

/**
 * One collection as the server listed it.
 *
 * @param id the server's collection id; a re-created collection has a new one
 * @param partitionKey whether a field is the partition key, so that the server manages the
 *     partitions
 * @param external whether the rows are stored outside Milvus (3.0 and later)
 * @param partitions every partition name, {@code _default} included, in no particular order
 */
public record Listing(
    String cluster,
    String database,
    String collection,
    String id,
    boolean partitionKey,
    boolean external,
    List<String> partitions) {
  public Listing {
    partitions = List.copyOf(partitions);
  }

  /** A copy with these partitions. */
  public Listing withPartitions(List<String> names) {
    return new Listing(cluster, database, collection, id, partitionKey, external, names);
  }

  public Address address(String partition) {
    return new Address(cluster, database, collection, partition);
  }
}
