package io.github.milvusretention.guard;

import static java.util.stream.Collectors.toSet;

import io.github.milvusretention.period.AsOf;
import io.github.milvusretention.period.Keep;
import io.github.milvusretention.policy.Listing;
import io.github.milvusretention.policy.Policy;
import io.github.milvusretention.policy.Verdict;
import io.github.milvusretention.policy.Verdicts;
import io.github.milvusretention.policy.settings.Caution;
import io.github.milvusretention.policy.settings.Limits;
import io.github.milvusretention.policy.settings.Names;
import io.github.milvusretention.policy.settings.NewRules;
import io.github.milvusretention.policy.settings.Pace;
import io.github.milvusretention.policy.settings.Scope;
import io.github.milvusretention.policy.settings.Share;
import io.github.milvusretention.policy.settings.Timetable;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What of a policy decides which partitions are due and how many may go: not its name, nor that of
 * its cluster, nor when it runs. Equal for two policies of which that is the same.
 *
 * @param policy with a name, a cluster and a timetable that mean nothing
 * @param others what the other policies of its cluster claim: a partition that two recognise is not
 *     due
 */
public record RuleSet(Policy policy, List<Policy> others) {
  static final String CLUSTER = "cluster";
  private static final Keep SHORTEST = Keep.parse("PT1H");
  private static final Limits NO_LIMITS =
      new Limits(1, new Share(BigDecimal.valueOf(100)), NewRules.ACCEPT);

  /** In one order and without names, so that equal rules are equal. */
  public RuleSet {
    policy = anonymous(policy);
    others =
        others.stream()
            .map(RuleSet::claim)
            .distinct()
            .sorted(Comparator.comparing(other -> RuleText.claim(other).toString()))
            .toList();
  }

  /**
   * @param all every policy of the rules file
   */
  public static RuleSet of(Policy policy, Collection<Policy> all) {
    return new RuleSet(
        policy,
        all.stream()
            .filter(other -> !other.name().equals(policy.name()))
            .filter(other -> other.scope().cluster().equals(policy.scope().cluster()))
            .toList());
  }

  /**
   * The names of the partitions that are due by these rules.
   *
   * @param asOf the as-of of the plan that is compared
   * @param now as for {@link Verdicts#by}
   * @param reached the moment of the plan: now, or its as-of where that is in the future
   */
  Set<String> due(Listing listing, AsOf asOf, Instant now, Instant reached) {
    if (!policy.scope().selects(listing.database(), listing.collection())) {
      return Set.of();
    }
    // In another zone that date may not have begun yet.
    AsOf moment = asOf.isAfter(reached, policy.zone()) ? policy.asOf(reached) : asOf;
    List<Policy> all = Stream.concat(others.stream(), Stream.of(policy)).toList();
    return Verdicts.by(policy, all, moment, now).apply(anonymous(listing)).stream()
        .filter(decision -> decision.verdict() == Verdict.EXPIRED)
        .map(decision -> decision.address().partition())
        .collect(toSet());
  }

  /** The keys of the rules file whose values differ. */
  SortedSet<String> differences(RuleSet other) {
    RuleText here = RuleText.of(this);
    RuleText there = RuleText.of(other);
    SortedSet<String> keys = new TreeSet<>(here.rules().keySet());
    keys.addAll(there.rules().keySet());
    keys.removeIf(key -> Objects.equals(here.rules().get(key), there.rules().get(key)));
    if (!here.others().equals(there.others())) {
      keys.add("what other policies claim");
    }
    return keys;
  }

  /** Whether nothing is due by these rules that is not due by the others, whatever is there. */
  boolean implies(RuleSet other) {
    return policy.equals(other.policy) && others.containsAll(other.others);
  }

  private static Policy anonymous(Policy policy) {
    return new Policy(
        "policy",
        anonymous(policy.scope()),
        policy.names(),
        policy.keep(),
        policy.keepNewest(),
        policy.limits(),
        policy.zone(),
        Timetable.BY_HAND,
        new Pace(1, 1),
        policy.caution());
  }

  /** Its names and where it looks for them; the rest of another policy decides nothing here. */
  private static Policy claim(Policy other) {
    return claim(anonymous(other.scope()), new Names(other.names().partitions(), null, null));
  }

  static Policy claim(Scope scope, Names names) {
    return new Policy(
        "other",
        scope,
        names,
        SHORTEST,
        0,
        NO_LIMITS,
        ZoneOffset.UTC,
        Timetable.BY_HAND,
        new Pace(1, 1),
        Caution.NONE);
  }

  private static Scope anonymous(Scope scope) {
    return new Scope(CLUSTER, scope.database(), scope.collections(), scope.excludeCollections());
  }

  private static Listing anonymous(Listing listing) {
    return new Listing(
        CLUSTER,
        listing.database(),
        listing.collection(),
        listing.id(),
        listing.partitionKey(),
        listing.external(),
        listing.partitions());
  }
}
