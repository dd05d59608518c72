package io.github.milvusretention.plan.list;

import io.github.milvusretention.milvus.Milvus;
import io.github.milvusretention.policy.Listing;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Notices a list of partitions that cannot be complete. A user with few privileges, a proxy or an
 * unhealthy server may show fewer names without an error; so what should exist is asked for by
 * name.
 */
final class MissingPartitions {
  /** At most so many are asked for: each is a call, and some may have been dropped by others. */
  static final int QUESTIONS = 10;

  private static final int NAMED = 3;
  private static final String DEFAULT_PARTITION = "_default";

  private final Milvus milvus;
  private final ProbeOrder probeOrder;

  MissingPartitions(Milvus milvus, ProbeOrder probeOrder) {
    this.milvus = milvus;
    this.probeOrder = probeOrder;
  }

  /**
   * Why the list is not trusted; empty if there is no reason.
   *
   * @param expected partitions that existed and that no run has dropped since
   */
  Optional<String> objection(Listing listing, Set<String> expected) {
    if (listing.partitionKey() || listing.external()) {
      // The partitions belong to the server itself; none is ever dropped.
      return Optional.empty();
    }
    Set<String> missing = new TreeSet<>(expected);
    missing.add(DEFAULT_PARTITION);
    listing.partitions().forEach(missing::remove);
    // Asked in any case: without this privilege a drop could be sent but not confirmed.
    boolean hasDefault = has(listing, DEFAULT_PARTITION);
    if (missing.contains(DEFAULT_PARTITION) && (listing.partitions().isEmpty() || hasDefault)) {
      return Optional.of(
          ShortenedList.ofPartitions(listing, "it lacks _default, which every collection has"));
    }
    missing.remove(DEFAULT_PARTITION);
    return probeOrder.order(listing.withPartitions(List.copyOf(missing))).stream()
        .limit(QUESTIONS)
        .filter(partition -> has(listing, partition))
        .findFirst()
        .map(
            there ->
                ShortenedList.ofPartitions(
                    listing,
                    "it lacks "
                        + some(missing)
                        + ", seen before, and the server, asked by name, still has "
                        + there));
  }

  private boolean has(Listing listing, String partition) {
    return milvus.hasPartition(listing.database(), listing.collection(), partition);
  }

  private static String some(Set<String> names) {
    String first = String.join(", ", names.stream().limit(NAMED).toList());
    return names.size() <= NAMED ? first : first + " and " + (names.size() - NAMED) + " more";
  }
}
