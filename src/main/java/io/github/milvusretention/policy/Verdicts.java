package io.github.milvusretention.policy;

import io.github.milvusretention.period.AsOf;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Applies the rules: one verdict for each partition of the collections that a policy selects. */
public final class Verdicts {
  private Verdicts() {}

  /**
   * Returns the verdicts in the order of the listings and their partitions.
   *
   * @param all every policy of the rules file, including {@code policy}: if two recognise a
   *     partition, neither drops it
   * @param now the current time. It matters only for names without a year: with an as-of in May of
   *     last year, the partition "january", in use since New Year, would be last year's and
   *     expired. If the name no longer stands for the same period as at the as-of, it is
   *     UNRECOGNISED
   * @param listings collections that {@code policy} selects
   * @throws IllegalArgumentException if {@code policy} does not select one of the listings
   */
  public static List<Decision> decide(
      Policy policy, Collection<Policy> all, AsOf asOf, Instant now, List<Listing> listings) {
    List<Policy> rivals =
        all.stream()
            .filter(other -> !other.name().equals(policy.name()))
            .filter(other -> other.cluster().equals(policy.cluster()))
            .toList();
    CollectionVerdicts verdicts = new CollectionVerdicts(policy, rivals, asOf, now);
    List<Decision> decisions = new ArrayList<>();
    for (Listing listing : listings) {
      if (!listing.cluster().equals(policy.cluster())
          || !policy.selects(listing.database(), listing.collection())) {
        throw new IllegalArgumentException(
            "policy %s does not select %s.%s of cluster %s"
                .formatted(
                    policy.name(), listing.database(), listing.collection(), listing.cluster()));
      }
      decisions.addAll(verdicts.decide(listing));
    }
    return decisions;
  }
}
