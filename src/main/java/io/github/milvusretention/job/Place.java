package io.github.milvusretention.job;

import io.github.milvusretention.ledger.Sighting;
import java.util.Comparator;

/** Where a collection lives in its cluster. */
record Place(String database, String collection) implements Comparable<Place> {
  private static final Comparator<Place> ORDER =
      Comparator.comparing(Place::database).thenComparing(Place::collection);

  static Place of(Sighting sighting) {
    return new Place(sighting.database(), sighting.collection());
  }

  @Override
  public int compareTo(Place other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return "collection " + database + "." + collection;
  }
}
