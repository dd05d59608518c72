package io.github.milvusretention.plan.list;

import io.github.milvusretention.guard.ActedBy.Place;
import io.github.milvusretention.ledger.seen.Sighting;
import io.github.milvusretention.milvus.CollectionInfo;
import io.github.milvusretention.policy.Listing;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** A collection whose list of partitions is trusted. Its names are read when they are needed. */
public final class ListedCollection {
  private final Listing withoutNames;
  private final CollectionInfo info;
  private final Supplier<List<String>> names;

  ListedCollection(Listing listing, CollectionInfo info, NameStore store) {
    this.withoutNames = listing.withPartitions(List.of());
    this.info = info;
    this.names = store.keep(listing.partitions());
  }

  /** With all names, read again: not to be held longer than needed. */
  public Listing listing() {
    return withoutNames.withPartitions(names.get());
  }

  /** What the server told of it. */
  public CollectionInfo info() {
    return info;
  }

  public Place place() {
    return new Place(database(), id());
  }

  String id() {
    return withoutNames.id();
  }

  public String database() {
    return withoutNames.database();
  }

  public String collection() {
    return withoutNames.collection();
  }

  Sighting sighting() {
    Listing listing = listing();
    return new Sighting(
        listing.cluster(),
        listing.database(),
        listing.collection(),
        listing.id(),
        Set.copyOf(listing.partitions()));
  }
}
