package io.github.milvusretention.policy;

import io.github.milvusretention.period.AsOf;
import io.github.milvusretention.period.Period;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The verdicts of one policy at one as-of: counts of all, and each partition that is due.
 * Immutable.
 */
public final class Plan {
  private static final Comparator<Decision> OLDEST_FIRST =
      Comparator.comparing((Decision decision) -> expiredPeriod(decision).start())
          .thenComparing(decision -> expiredPeriod(decision).end())
          .thenComparing(Decision::address)
          .thenComparing(Decision::collectionId);

  private final Policy policy;
  private final AsOf asOf;
  private final List<CollectionPlan> collections;
  private final List<Decision> expired;
  private final String digest;

  /**
   * @param collections each at most once
   */
  public Plan(Policy policy, AsOf asOf, List<CollectionPlan> collections) {
    this.policy = policy;
    this.asOf = asOf;
    this.collections = List.copyOf(collections);
    this.expired =
        collections.stream()
            .flatMap(collection -> collection.expired().stream())
            .sorted(OLDEST_FIRST)
            .toList();
    this.digest = digest(policy, asOf, expired);
  }

  public Policy policy() {
    return policy;
  }

  public AsOf asOf() {
    return asOf;
  }

  public List<CollectionPlan> collections() {
    return collections;
  }

  /** The EXPIRED ones, oldest period first, then by address. */
  public List<Decision> expired() {
    return expired;
  }

  /** The count of each verdict, in enum order; verdicts that do not occur are absent. */
  public Map<Verdict, Integer> summary() {
    return CollectionPlan.sum(collections);
  }

  /** How many partitions of all collections have a period, so that their age decides. */
  public int recognised() {
    return collections.stream().mapToInt(CollectionPlan::recognised).sum();
  }

  /** How many partitions have a verdict. */
  public int size() {
    return summary().values().stream().mapToInt(Integer::intValue).sum();
  }

  /**
   * The digest {@code sha256:…} of the rules, the as-of, and the EXPIRED partitions with their
   * collection ids and periods. It does not depend on the order of the listing.
   */
  public String digest() {
    return digest;
  }

  private static String digest(Policy policy, AsOf asOf, List<Decision> expired) {
    DigestText text = new DigestText().add("milvus-retention plan 1");
    policy.addTo(text);
    text.add(asOf);
    text.add(expired.size());
    for (Decision decision : expired) {
      Address address = decision.address();
      Period period = expiredPeriod(decision);
      text.add(address.cluster())
          .add(address.database())
          .add(address.collection())
          .add(decision.collectionId())
          .add(address.partition())
          .add(period.start().toInstant())
          .add(period.end().toInstant());
    }
    return text.sha256();
  }

  private static Period expiredPeriod(Decision decision) {
    return Objects.requireNonNull(decision.period());
  }
}
