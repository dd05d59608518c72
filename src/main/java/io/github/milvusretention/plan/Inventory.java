package io.github.milvusretention.plan;

import io.github.milvusretention.ledger.Seen;
import io.github.milvusretention.ledger.Sighting;
import io.github.milvusretention.milvus.CollectionInfo;
import io.github.milvusretention.policy.Glob;
import io.github.milvusretention.policy.Listing;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a policy's cluster holds in the collections that the policy selects.
 *
 * @param described what the server told of each listed collection
 * @param unreadable sentences, one for each collection that could not be read or whose list is not
 *     trusted; nothing of it is touched
 * @param notes sentences for people, for example about a named collection that does not exist
 * @param gone collections that the last plan saw and that no longer exist on the server
 * @param idleExclusions those that match no collection on the server; perhaps misspelled
 */
public record Inventory(
    List<Listing> listings,
    Map<Listing, CollectionInfo> described,
    List<String> unreadable,
    List<String> notes,
    List<Sighting> gone,
    List<Glob> idleExclusions) {
  public Inventory {
    described = Map.copyOf(described);
    listings = List.copyOf(listings);
    unreadable = List.copyOf(unreadable);
    notes = List.copyOf(notes);
    gone = List.copyOf(gone);
    idleExclusions = List.copyOf(idleExclusions);
  }

  /** To be remembered with the plan. */
  Seen seen() {
    return new Seen(listings.stream().map(Inventory::sighting).toList(), gone);
  }

  private static Sighting sighting(Listing listing) {
    return new Sighting(
        listing.cluster(),
        listing.database(),
        listing.collection(),
        listing.id(),
        Set.copyOf(listing.partitions()));
  }
}
