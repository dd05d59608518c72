package io.github.milvusretention.plan;

import io.github.milvusretention.clusters.CollectionName;
import io.github.milvusretention.milvus.Milvus;
import io.github.milvusretention.policy.Listing;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Notices a list of partitions that cannot be whole. A user with few privileges, a proxy or a
 * server that is not well may show fewer names without a word; so what should be there is asked for
 * by name.
 */
final class MissingPartitions {
  /** So many are asked for at most: each is a call, and some may have been dropped by others. */
  static final int QUESTIONS = 10;

  private static final int NAMED = 3;
  private static final String DEFAULT_PARTITION = "_default";

  private final Milvus milvus;
  private final ProbeOrder importance;

  MissingPartitions(Milvus milvus, ProbeOrder importance) {
    this.milvus = milvus;
    this.importance = importance;
  }

  /**
   * Why the list is not believed; empty if nothing speaks against it.
   *
   * @param expected partitions that were there and that no run dropped since
   */
  Optional<String> objection(Listing listing, Set<String> expected) {
    if (listing.partitionKey() || listing.external()) {
      // The partitions are the server's own; whatever it shows of them, none is dropped.
      return Optional.empty();
    }
    Set<String> missing = new TreeSet<>(expected);
    missing.add(DEFAULT_PARTITION);
    listing.partitions().forEach(missing::remove);
    // Asked in any case: who may not ask could drop, and then not see what came of it.
    boolean hasDefault = has(listing, DEFAULT_PARTITION);
    if (missing.contains(DEFAULT_PARTITION) && (listing.partitions().isEmpty() || hasDefault)) {
      return Optional.of(
          shortened(listing) + "it lacks _default, which every collection has" + CURE);
    }
    missing.remove(DEFAULT_PARTITION);
    return importance.order(listing.withPartitions(List.copyOf(missing))).stream()
        .limit(QUESTIONS)
        .filter(partition -> has(listing, partition))
        .findFirst()
        .map(
            there ->
                shortened(listing)
                    + "it lacks "
                    + some(missing)
                    + " seen before, and the server, asked by name, still has "
                    + there
                    + CURE);
  }

  private boolean has(Listing listing, String partition) {
    return milvus.hasPartition(listing.database(), listing.collection(), partition);
  }

  static String shortened(Listing listing) {
    return new CollectionName(listing.database(), listing.collection())
        + ": the server's list of its partitions is shortened ("
        + listing.partitions().size()
        + " shown): ";
  }

  private static String some(Set<String> names) {
    String first = String.join(", ", names.stream().limit(NAMED).toList());
    return names.size() <= NAMED ? first : first + " and " + (names.size() - NAMED) + " more";
  }

  static final String CURE =
      "; nothing of it is planned. Look at the privileges of the token's user and at what stands"
          + " between here and the server";
}
