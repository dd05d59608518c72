package io.github.milvusretention.console.nights;

import java.util.Comparator;
import java.util.Locale;

/** A collection under a policy: a row of the grid. */
record Place(String policy, String database, String collection) {
  static final Comparator<Place> BY_NAME =
      Comparator.comparing(Place::policy)
          .thenComparing(Place::database)
          .thenComparing(Place::collection);

  /** Database and collection, as all answers write it. */
  String name() {
    return database + "." + collection;
  }

  /** Whether its name holds that text, whatever the case; true for none. */
  boolean holds(String text) {
    return name().toLowerCase(Locale.ROOT).contains(text.toLowerCase(Locale.ROOT));
  }
}
