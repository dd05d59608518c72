package io.github.milvusretention.ledger;

import java.util.List;

/**
 * What a plan adds to what the policy remembers. A collection in neither list, one that could not
 * be read, is remembered as before.
 *
 * @param there collections whose lists were believed
 * @param gone collections remembered from before that the server does not have any more
 */
public record Seen(List<Sighting> there, List<Sighting> gone) {
  public Seen {
    there = List.copyOf(there);
    gone = List.copyOf(gone);
  }
}
