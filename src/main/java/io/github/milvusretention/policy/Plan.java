package io.github.milvusretention.policy;

import io.github.milvusretention.period.AsOf;
import io.github.milvusretention.period.Period;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * The verdicts of one policy at one as-of: counts of all, each partition that is due, and each that
 * waits for a person. Immutable.
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
  private final List<Decision> waiting;
  private final String digest;

  /**
   * @param collections each at most once
   */
  public Plan(Policy policy, AsOf asOf, List<CollectionPlan> collections) {
    this.policy = policy;
    this.asOf = asOf;
    this.collections = List.copyOf(collections);
    this.expired = oldestFirst(collections.stream().flatMap(of -> of.expired().stream()));
    this.waiting = oldestFirst(collections.stream().flatMap(of -> of.waiting().stream()));
    this.digest = digest(policy, asOf, expired, waiting);
  }

  private static List<Decision> oldestFirst(Stream<Decision> decisions) {
    return decisions.sorted(OLDEST_FIRST).toList();
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

  /** Those that are kept until a person accepts this plan, oldest period first, then by address. */
  public List<Decision> waiting() {
    return waiting;
  }

  /**
   * What goes by this plan, oldest period first, then by address: the EXPIRED ones, and of an
   * accepted plan those that waited for it.
   */
  public List<Decision> due(boolean accepted) {
    return accepted ? oldestFirst(Stream.concat(expired.stream(), waiting.stream())) : expired;
  }

  /** The digest of what is left of the plan once all that is EXPIRED is gone. */
  public String digestOfWaiting() {
    return digest(policy, asOf, List.of(), waiting);
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
   * collection ids and periods, and of those that wait for a person, if there are any. It does not
   * depend on the order of the listing.
   */
  public String digest() {
    return digest;
  }

  private static String digest(
      Policy policy, AsOf asOf, List<Decision> expired, List<Decision> waiting) {
    DigestText text = new DigestText().add("milvus-retention plan 1");
    policy.addTo(text);
    text.add(asOf);
    add(text, expired);
    if (!waiting.isEmpty()) {
      text.add("waiting");
      waiting.forEach(decision -> text.add(decision.verdict()));
      add(text, waiting);
    }
    return text.sha256();
  }

  private static void add(DigestText text, List<Decision> decisions) {
    text.add(decisions.size());
    for (Decision decision : decisions) {
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
  }

  private static Period expiredPeriod(Decision decision) {
    return Objects.requireNonNull(decision.period());
  }
}
