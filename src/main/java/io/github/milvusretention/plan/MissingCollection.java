package io.github.milvusretention.plan;

import io.github.milvusretention.clusters.CollectionName;
import io.github.milvusretention.milvus.Milvus;
import io.github.milvusretention.milvus.MilvusException;
import java.util.Optional;

/**
 * Tells why a collection is not in the server's list although it was there before, or the rules
 * name it: it is gone, the list is shortened, or the name is an alias, which no list shows.
 */
final class MissingCollection {
  private final Milvus milvus;

  MissingCollection(Milvus milvus) {
    this.milvus = milvus;
  }

  /**
   * Why the list is not believed, or the name not followed; empty if nothing speaks against it.
   * Throws {@link MilvusException} if the server does not have the collection either.
   *
   * @param named whether the rules have this very name, not just a glob that matches it
   */
  Optional<String> objection(CollectionName place, boolean named) {
    milvus.describe(place.database(), place.collection());
    String described =
        place + ": the server's list of collections does not show it, yet the server describes it";
    try {
      Optional<String> target = milvus.aliasOf(place.database(), place.collection());
      if (target.isEmpty()) {
        return Optional.of(described + ": the list is shortened" + MissingPartitions.CURE);
      }
      return named ? Optional.of(alias(place, target.get())) : Optional.empty();
    } catch (MilvusException e) {
      if (e.outcome().clusterUnusable()) {
        throw e;
      }
      return Optional.of(
          described
              + ": the list is shortened, or it is an alias, which cannot be told ("
              + e.getMessage()
              + ")"
              + MissingPartitions.CURE);
    }
  }

  private static String alias(CollectionName place, String target) {
    return place
        + " of the rules is an alias of "
        + target
        + "; nothing is dropped through an alias, which may point elsewhere at any time. Write "
        + target;
  }
}
