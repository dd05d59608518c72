package io.github.milvusretention.matrix;

import java.util.Locale;

/** The routes that the program uses. */
enum Route {
  DATABASES_LIST(Narrow.EVERYTHING),
  COLLECTIONS_LIST(Narrow.EVERYTHING),
  COLLECTIONS_DESCRIBE(Narrow.COLLECTION),
  PARTITIONS_LIST(Narrow.COLLECTION),
  PARTITIONS_GET_STATS(Narrow.PARTITION),
  COLLECTIONS_GET_LOAD_STATE(Narrow.PARTITION),
  PARTITIONS_RELEASE(Narrow.PARTITION),
  PARTITIONS_DROP(Narrow.PARTITION),
  PARTITIONS_HAS(Narrow.PARTITION);

  private final Narrow narrowest;

  Route(Narrow narrowest) {
    this.narrowest = narrowest;
  }

  /** As it stands in the address. */
  String path() {
    return name().toLowerCase(Locale.ROOT).replaceFirst("_", "/");
  }

  boolean changes() {
    return this == PARTITIONS_RELEASE || this == PARTITIONS_DROP;
  }

  boolean lists() {
    return this == DATABASES_LIST || this == COLLECTIONS_LIST || this == PARTITIONS_LIST;
  }

  boolean narrowsTo(Narrow narrow) {
    return narrow.compareTo(narrowest) <= 0;
  }
}
