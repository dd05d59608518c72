package io.github.milvusretention.policy;

import io.github.milvusretention.period.AsOf;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Applies the rules: one verdict for each partition of the collections that a policy selects. */
public final class Verdicts {
  private Verdicts() {}

  /**
   * Returns the verdicts in the order of the listings and their partitions.
   *
   * @param listings collections that {@code policy} selects
   * @throws IllegalArgumentException if {@code policy} does not select one of the listings
   * @see #by
   */
  public static List<Decision> decide(
      Policy policy, Collection<Policy> all, AsOf asOf, Instant now, List<Listing> listings) {
    return listings.stream().map(by(policy, all, asOf, now)).flatMap(List::stream).toList();
  }

  /** The decisions, with those kept that somebody objects to. */
  public static List<Decision> with(Map<Address, Objection> objections, List<Decision> decisions) {
    return decisions.stream()
        .map(
            decision -> {
              Objection objection = objections.get(decision.address());
              return objection == null || decision.verdict() != Verdict.EXPIRED
                  ? decision
                  : decision.keptBy(objection);
            })
        .toList();
  }

  /**
   * Decides on one collection after the other, each by itself, in the order of its partitions.
   * Throws {@link IllegalArgumentException} for a collection that {@code policy} does not select.
   *
   * @param all every policy of the rules file, including {@code policy}: if two recognise a
   *     partition, neither drops it
   * @param now the current time. It matters only for names without a year: with an as-of in May of
   *     last year, the partition "january", in use since New Year, would be last year's and
   *     expired. If the name no longer stands for the same period as at the as-of, it is
   *     UNRECOGNISED
   */
  public static Function<Listing, List<Decision>> by(
      Policy policy, Collection<Policy> all, AsOf asOf, Instant now) {
    List<Policy> rivals =
        all.stream()
            .filter(other -> !other.name().equals(policy.name()))
            .filter(other -> other.scope().cluster().equals(policy.scope().cluster()))
            .toList();
    CollectionVerdicts verdicts = new CollectionVerdicts(policy, rivals, asOf, now);
    return listing -> {
      if (!listing.cluster().equals(policy.scope().cluster())
          || !policy.scope().selects(listing.database(), listing.collection())) {
        throw new IllegalArgumentException(
            "policy %s does not select %s.%s of cluster %s"
                .formatted(
                    policy.name(), listing.database(), listing.collection(), listing.cluster()));
      }
      return verdicts.decide(listing);
    };
  }
}
