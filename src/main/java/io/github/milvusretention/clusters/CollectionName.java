package io.github.milvusretention.clusters;

import io.github.milvusretention.ledger.seen.Seen;
import io.github.milvusretention.milvus.Cluster;
import io.github.milvusretention.milvus.CollectionInfo;
import io.github.milvusretention.policy.Listing;
import java.util.Comparator;
import java.util.List;

/** A collection's database and name. */
public record CollectionName(String database, String collection)
    implements Comparable<CollectionName> {
  private static final Comparator<CollectionName> ORDER =
      Comparator.comparing(CollectionName::database).thenComparing(CollectionName::collection);

  public static CollectionName of(Seen.Place place) {
    return new CollectionName(place.database(), place.collection());
  }

  public Seen.Place in(Cluster cluster) {
    return new Seen.Place(cluster.name(), database, collection);
  }

  /**
   * What a policy decides on.
   *
   * @param partitions as the server lists them
   */
  public Listing listing(Cluster cluster, CollectionInfo info, List<String> partitions) {
    return new Listing(
        cluster.name(),
        database,
        info.name(),
        info.id(),
        info.partitionKey(),
        info.external(),
        partitions);
  }

  @Override
  public int compareTo(CollectionName other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return "collection " + database + "." + collection;
  }
}
