package io.github.milvusretention.policy;

import io.github.milvusretention.period.AsOf;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** The rules applied: one verdict for each partition of the collections a policy selects. */
public final class Verdicts {
  private Verdicts() {}

  /**
   * The verdicts, in the order of the listings and their partitions.
   *
   * @param all every policy of the rules file, {@code policy} among them: two that recognise one
   *     partition both refuse it
   * @param now the true time. It matters only to names without a year: by an as-of of last May the
   *     partition "january", in use since New Year, would be last year's and expired. Where the
   *     name no longer means what it meant at the as-of, it is UNRECOGNISED
   * @param listings collections that {@code policy} selects; others are an {@link
   *     IllegalArgumentException}
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
