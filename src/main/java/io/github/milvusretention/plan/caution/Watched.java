package io.github.milvusretention.plan.caution;

import static java.util.stream.Collectors.groupingBy;

import io.github.milvusretention.ledger.seen.Seen.Place;
import io.github.milvusretention.ledger.seen.SeenRows.Partition;
import io.github.milvusretention.plan.list.Inventory;
import io.github.milvusretention.plan.list.ListedCollection;
import io.github.milvusretention.policy.Decision;
import io.github.milvusretention.policy.Listing;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a policy's cluster holds, beside what is known of its row counts. */
final class Watched {
  private final Inventory inventory;
  private final Map<String, List<Partition>> known;
  private final List<Partition> gone = new ArrayList<>();

  /**
   * @param known what there are counts of, of this policy and others
   */
  Watched(Inventory inventory, Collection<Partition> known) {
    this.inventory = inventory;
    this.known = known.stream().collect(groupingBy(of -> place(of.database(), of.collection())));
  }

  /** What is to be counted; finds on the way what is gone. */
  List<Decision> due(Upcoming upcoming) {
    List<Decision> due = new ArrayList<>();
    gone.clear();
    for (ListedCollection collection : inventory.collections()) {
      Listing listing = collection.listing();
      Set<String> names = Set.copyOf(listing.partitions());
      known.getOrDefault(place(listing.database(), listing.collection()), List.of()).stream()
          .filter(of -> !of.collectionId().equals(listing.id()) || !names.contains(of.partition()))
          .forEach(gone::add);
      due.addAll(upcoming.of(listing));
    }
    for (Place place : inventory.gone()) {
      gone.addAll(known.getOrDefault(place(place.database(), place.collection()), List.of()));
    }
    return due;
  }

  /** Of collections that are gone or whose list is trusted; only after {@link #due}. */
  List<Partition> gone() {
    return gone;
  }

  /** No name of either has a dot. */
  private static String place(String database, String collection) {
    return database + "." + collection;
  }
}
