package io.github.milvusretention.policy;

import io.github.milvusretention.period.AsOf;
import io.github.milvusretention.period.Period;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

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
  private final Map<Address, Released> released;
  private final List<Decision> waiting;
  private final String digest;

  /**
   * An EXPIRED partition that an earlier run released.
   *
   * @param since when that was confirmed
   * @param action WAIT, or DROP
   */
  public record Released(Instant since, Action action) {
    /** Throws {@link IllegalArgumentException} for a partition that is released only now. */
    public Released {
      if (action == Action.RELEASE) {
        throw new IllegalArgumentException("it was released " + since);
      }
    }
  }

  /** Where no partition was released by an earlier run. */
  public Plan(Policy policy, AsOf asOf, List<CollectionPlan> collections) {
    this(policy, asOf, collections, Map.of());
  }

  /**
   * @param collections each at most once
   * @param released those that earlier runs released; others are taken for loaded
   */
  public Plan(
      Policy policy, AsOf asOf, List<CollectionPlan> collections, Map<Address, Released> released) {
    this.released = Map.copyOf(released);
    this.policy = policy;
    this.asOf = asOf;
    this.collections = List.copyOf(collections);
    this.expired = oldestFirst(collections.stream().flatMap(of -> of.expired().stream()));
    this.waiting = oldestFirst(collections.stream().flatMap(of -> of.waiting().stream()));
    this.digest = digest(due(false), waiting);
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
   * What the run acts on, oldest period first, then by address: the EXPIRED ones that do not wait
   * for the end of a grace, and of an accepted plan those that waited for a person.
   */
  public List<Decision> due(boolean accepted) {
    return oldestFirst(
        Stream.concat(expired.stream(), accepted ? waiting.stream() : Stream.empty())
            .filter(decision -> actionOnceAccepted(decision) != Action.WAIT));
  }

  /** What the run does with an EXPIRED partition; null for one with another verdict. */
  public @Nullable Action action(Decision decision) {
    return decision.verdict() == Verdict.EXPIRED ? actionOnceAccepted(decision) : null;
  }

  /** The same, also for one that waits for a person, if that person accepts it. */
  public Action actionOnceAccepted(Decision decision) {
    Released before = released.get(decision.address());
    return before == null ? policy.action(null, Instant.MAX) : before.action();
  }

  /** When an earlier run released a partition; null if none did. */
  public @Nullable Instant releasedSince(Decision decision) {
    Released before = released.get(decision.address());
    return before == null ? null : before.since();
  }

  /** How many of the EXPIRED ones the run does what with; actions that do not occur are absent. */
  public Map<Action, Integer> actions() {
    Map<Action, Integer> actions = new EnumMap<>(Action.class);
    expired.forEach(decision -> actions.merge(actionOnceAccepted(decision), 1, Integer::sum));
    return actions;
  }

  /** Those of the EXPIRED ones that the run does that with. */
  public List<Decision> expired(Action action) {
    return expired.stream().filter(decision -> actionOnceAccepted(decision) == action).toList();
  }

  /** How many of the EXPIRED ones the run does that with. */
  public int count(Action action) {
    return actions().getOrDefault(action, 0);
  }

  /** The digest of what is left of the plan once all that is EXPIRED is gone. */
  public String digestOfWaiting() {
    return digest(List.of(), waiting);
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
   * The digest {@code sha256:…} of the rules, the as-of, and the partitions that are due with their
   * collection ids, periods and actions, and of those that wait for a person, if there are any. It
   * does not depend on the order of the listing.
   */
  public String digest() {
    return digest;
  }

  private String digest(List<Decision> due, List<Decision> waiting) {
    DigestText text = new DigestText().add("milvus-retention plan 2");
    policy.addTo(text);
    text.add(asOf);
    add(text, due);
    if (!waiting.isEmpty()) {
      text.add("waiting");
      waiting.forEach(decision -> text.add(decision.verdict()));
      add(text, waiting);
    }
    return text.sha256();
  }

  private void add(DigestText text, List<Decision> decisions) {
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
          .add(period.end().toInstant())
          .add(actionOnceAccepted(decision));
    }
  }

  private static Period expiredPeriod(Decision decision) {
    return Objects.requireNonNull(decision.period());
  }
}
