package io.github.milvusretention.ledger;

import java.util.List;

/**
 * What a plan adds to what the policy remembers. A collection in neither list, one that could not
 * be read, is remembered as before.
 *
 * @param there collections whose lists were trusted
 * @param gone collections remembered from before that no longer exist on the server
 */
public record Seen(List<Sighting> there, List<Sighting> gone) {
  public Seen {
    there = List.copyOf(there);
    gone = List.copyOf(gone);
  }
}
