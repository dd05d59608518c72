package io.github.milvusretention.plan.list;

import io.github.milvusretention.ledger.seen.Seen;
import io.github.milvusretention.ledger.seen.Seen.Place;
import io.github.milvusretention.policy.settings.Glob;
import java.util.List;

/**
 * What a policy's cluster holds in the collections that the policy selects. To be used while the
 * store of its names is open.
 *
 * @param unreadable sentences, one for each collection that could not be read or whose list is not
 *     trusted; nothing of it is touched
 * @param notes sentences for people, for example about a named collection that does not exist
 * @param gone collections that the last plan saw and that no longer exist on the server
 * @param idleExclusions those that match no collection on the server; perhaps misspelled
 */
public record Inventory(
    List<ListedCollection> collections,
    List<String> unreadable,
    List<String> notes,
    List<Place> gone,
    List<Glob> idleExclusions) {
  public Inventory {
    collections = List.copyOf(collections);
    unreadable = List.copyOf(unreadable);
    notes = List.copyOf(notes);
    gone = List.copyOf(gone);
    idleExclusions = List.copyOf(idleExclusions);
  }

  /** To be remembered with the plan. */
  public Seen seen() {
    return new Seen(() -> collections.stream().map(ListedCollection::sighting).iterator(), gone);
  }
}
