package io.github.milvusretention.ledger.seen;

import java.util.List;

/**
 * What a plan adds to what the policy remembers. A collection in neither list, one that could not
 * be read, is remembered as before.
 *
 * @param there collections whose lists were trusted; read once, one after the other, since all
 *     their names together may be many
 * @param gone collections remembered from before that no longer exist on the server
 */
public record Seen(Iterable<Sighting> there, List<Place> gone) {
  public Seen {
    gone = List.copyOf(gone);
  }

  /** Where a collection was seen. */
  public record Place(String cluster, String database, String collection) {}
}
