package io.github.milvusretention.policy;

import java.util.List;

/**
 * One collection as the server listed it.
 *
 * @param id the server's collection id; a collection dropped and created again under its old name
 *     has another
 * @param partitionKey whether a field is the partition key: its partitions are the server's own
 * @param external whether the rows live outside Milvus (3.0 and later)
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

  /** The same collection with these partitions instead. */
  public Listing showing(List<String> others) {
    return new Listing(cluster, database, collection, id, partitionKey, external, others);
  }

  public Address address(String partition) {
    return new Address(cluster, database, collection, partition);
  }
}
