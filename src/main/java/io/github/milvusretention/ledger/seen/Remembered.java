package io.github.milvusretention.ledger.seen;

import io.github.milvusretention.ledger.seen.Seen.Place;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** What a policy remembers of a cluster. Safe for several threads. */
public final class Remembered {
  private final Map<Place, Set<String>> departed;
  private final Set<Place> places;
  private final Function<Place, Optional<Sighting>> read;

  /**
   * @param departed what was dropped or found missing since it was seen
   * @param read what was seen at a place
   */
  Remembered(
      Set<Place> places,
      Map<Place, Set<String>> departed,
      Function<Place, Optional<Sighting>> read) {
    this.places = Set.copyOf(places);
    this.departed = Map.copyOf(departed);
    this.read = read;
  }

  /** The collections that were seen. */
  public Set<Place> places() {
    return places;
  }

  /**
   * What should still exist there; empty if nothing was seen there. Read from the database with
   * each call: the names of all collections together may be many.
   */
  public Optional<Sighting> find(Place place) {
    return places.contains(place)
        ? read.apply(place).map(seen -> seen.without(departed.getOrDefault(place, Set.of())))
        : Optional.empty();
  }
}
