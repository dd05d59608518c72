package io.github.milvusretention.job;

import io.github.milvusretention.policy.Listing;
import java.util.List;

/**
 * What a policy's cluster holds in the collections that the policy selects.
 *
 * @param unreadable sentences, one for each collection that could not be read; nothing of it is
 *     touched
 * @param notes sentences worth a look, for example a named collection that is not there
 */
record Inventory(List<Listing> listings, List<String> unreadable, List<String> notes) {
  Inventory {
    listings = List.copyOf(listings);
    unreadable = List.copyOf(unreadable);
    notes = List.copyOf(notes);
  }
}
