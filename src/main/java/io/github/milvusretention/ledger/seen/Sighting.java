package io.github.milvusretention.ledger.seen;

import java.util.HashSet;
import java.util.Set;

/**
 * A collection as a plan saw it.
 *
 * @param collectionId the server's id of the collection at that time
 * @param partitions their names; as remembered, without those that a run has dropped or found gone
 *     since
 */
public record Sighting(
    String cluster,
    String database,
    String collection,
    String collectionId,
    Set<String> partitions) {
  public Sighting {
    partitions = Set.copyOf(partitions);
  }

  /** Without these partitions. */
  Sighting without(Set<String> departed) {
    Set<String> left = new HashSet<>(partitions);
    left.removeAll(departed);
    return new Sighting(cluster, database, collection, collectionId, left);
  }

  Seen.Place place() {
    return new Seen.Place(cluster, database, collection);
  }
}
