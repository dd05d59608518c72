package io.github.milvusretention.plan.list;

import io.github.milvusretention.clusters.CollectionName;
import io.github.milvusretention.milvus.Milvus;
import io.github.milvusretention.milvus.MilvusException;
import java.util.Optional;

/**
 * Finds out why a collection is not in the server's list although it was there before, or the rules
 * name it: it no longer exists, the list is shortened, or the name is an alias, which no list
 * shows.
 */
final class MissingCollection {
  private final Milvus milvus;

  MissingCollection(Milvus milvus) {
    this.milvus = milvus;
  }

  /**
   * Why the list is not trusted, or the name not followed; empty if there is no reason. Throws
   * {@link MilvusException} if the server does not have the collection either.
   *
   * @param named whether the rules have exactly this name, not just a glob that matches it
   */
  Optional<String> objection(CollectionName place, boolean named) {
    milvus.describe(place.database(), place.collection());
    String described =
        place + ": the server's list of collections does not show it, yet the server describes it";
    try {
      Optional<String> target = milvus.aliasOf(place.database(), place.collection());
      if (target.isEmpty()) {
        return Optional.of(described + ": the list is shortened" + ShortenedList.CURE);
      }
      return named ? Optional.of(alias(place, target.get())) : Optional.empty();
    } catch (MilvusException e) {
      if (e.outcome().clusterUnusable()) {
        throw e;
      }
      return Optional.of(
          described
              + ": the list is shortened, or it is an alias, which could not be checked ("
              + e.getMessage()
              + ")"
              + ShortenedList.CURE);
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
