package io.github.milvusretention.matrix;

import java.util.Locale;

/** The routes that the program uses. */
enum Route {
  DATABASES_LIST(Scope.EVERYTHING),
  COLLECTIONS_LIST(Scope.EVERYTHING),
  COLLECTIONS_DESCRIBE(Scope.COLLECTION),
  PARTITIONS_LIST(Scope.COLLECTION),
  PARTITIONS_GET_STATS(Scope.PARTITION),
  COLLECTIONS_GET_LOAD_STATE(Scope.PARTITION),
  PARTITIONS_RELEASE(Scope.PARTITION),
  PARTITIONS_DROP(Scope.PARTITION),
  PARTITIONS_HAS(Scope.PARTITION);

  private final Scope narrowest;

  Route(Scope narrowest) {
    this.narrowest = narrowest;
  }

  /** As in the URI. */
  String path() {
    return name().toLowerCase(Locale.ROOT).replaceFirst("_", "/");
  }

  boolean changes() {
    return this == PARTITIONS_RELEASE || this == PARTITIONS_DROP;
  }

  boolean lists() {
    return this == DATABASES_LIST || this == COLLECTIONS_LIST || this == PARTITIONS_LIST;
  }

  boolean supports(Scope scope) {
    return scope.compareTo(narrowest) <= 0;
  }
}
