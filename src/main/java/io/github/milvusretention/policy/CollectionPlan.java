package io.github.milvusretention.policy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a plan holds of one collection: counts, the partitions that are due, and those that a person
 * can accept. The others are not held; their verdicts can be decided again. Immutable.
 *
 * @param summary the count of each verdict; verdicts that do not occur are absent
 * @param expired the EXPIRED ones, in the order of the listing
 * @param waiting those that are expired and wait for a person, in the order of the listing
 * @param shares of each series that has an EXPIRED partition, by its text
 * @param spacing what the distances between the names say, see {@link Spacing}; null if nothing
 */
public record CollectionPlan(
    String database,
    String collection,
    Map<Verdict, Integer> summary,
    List<Decision> expired,
    List<Decision> waiting,
    Map<String, Recognised> shares,
    @Nullable String spacing) {
  /** How many partitions of one series are recognised, and how many of these are EXPIRED. */
  public record Recognised(int expired, int all) {
    private Recognised with(Verdict verdict) {
      return new Recognised(expired + (verdict == Verdict.EXPIRED ? 1 : 0), all + 1);
    }

    private Recognised withOneKept() {
      return new Recognised(expired - 1, all);
    }
  }

  public CollectionPlan {
    summary = Map.copyOf(summary);
    expired = List.copyOf(expired);
    waiting = List.copyOf(waiting);
    shares = Map.copyOf(shares);
  }

  /**
   * @param decisions on all partitions of that collection, and on no others
   */
  public static CollectionPlan of(Policy policy, Listing listing, List<Decision> decisions) {
    Map<Verdict, Integer> summary = new EnumMap<>(Verdict.class);
    Map<String, Recognised> shares = new HashMap<>();
    for (Decision decision : decisions) {
      summary.merge(decision.verdict(), 1, Integer::sum);
      if (decision.recognised()) {
        shares.compute(
            decision.series(),
            (series, share) ->
                (share == null ? new Recognised(0, 0) : share).with(decision.verdict()));
      }
    }
    shares.values().removeIf(share -> share.expired == 0);
    return new CollectionPlan(
        listing.database(),
        listing.collection(),
        summary,
        decisions.stream().filter(decision -> decision.verdict() == Verdict.EXPIRED).toList(),
        decisions.stream().filter(decision -> decision.verdict().waits()).toList(),
        shares,
        Spacing.note(policy, decisions).orElse(null));
  }

  /** The same, with those kept that somebody objects to. */
  public CollectionPlan with(Map<Address, Objection> objections) {
    Map<Verdict, Integer> counts = new EnumMap<>(Verdict.class);
    counts.putAll(summary);
    Map<String, Recognised> left = new HashMap<>(shares);
    List<Decision> due = new ArrayList<>();
    List<Decision> wait = new ArrayList<>(waiting);
    for (Decision decision : expired) {
      Objection objection = objections.get(decision.address());
      if (objection == null) {
        due.add(decision);
        continue;
      }
      if (objection.verdict().waits()) {
        wait.add(decision.keptBy(objection));
      }
      counts.merge(Verdict.EXPIRED, -1, Integer::sum);
      counts.merge(objection.verdict(), 1, Integer::sum);
      left.computeIfPresent(decision.series(), (series, share) -> share.withOneKept());
    }
    counts.values().removeIf(count -> count == 0);
    left.values().removeIf(share -> share.expired == 0);
    return new CollectionPlan(database, collection, counts, due, wait, left, spacing);
  }

  /** The sums of several collections, in the order of the verdicts. */
  static Map<Verdict, Integer> sum(List<CollectionPlan> collections) {
    Map<Verdict, Integer> sum = new EnumMap<>(Verdict.class);
    collections.forEach(
        collection ->
            collection.summary.forEach((verdict, n) -> sum.merge(verdict, n, Integer::sum)));
    return Collections.unmodifiableMap(sum);
  }
}
