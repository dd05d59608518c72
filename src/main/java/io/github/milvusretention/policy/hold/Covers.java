package io.github.milvusretention.policy.hold;

import io.github.milvusretention.period.RuleException;
import io.github.milvusretention.policy.Address;
import io.github.milvusretention.policy.settings.Scope;
import java.time.LocalDateTime;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which partitions a hold is about: those for which everything holds that is not null.
 *
 * @param policy what works on the partition
 * @param cluster by its name in the rules
 * @param days in which the period of the partition is, at least in part, by the clocks of the
 *     policy's zone
 */
public record Covers(
    @Nullable NameGlob policy,
    @Nullable NameGlob cluster,
    @Nullable NameGlob database,
    @Nullable NameGlob collection,
    @Nullable NameGlob partition,
    @Nullable Days days) {

  /** Throws {@link RuleException} if it says nothing. */
  public Covers {
    if (Stream.of(policy, cluster, database, collection, partition, days)
        .allMatch(Objects::isNull)) {
      throw new RuleException(
          "it does not say what it covers",
          "name at least one of policy, cluster, database, collection, partition, from and to");
    }
  }

  /** Exactly that partition, whichever policy works on it. */
  public static Covers of(Address address) {
    return new Covers(
        null,
        new NameGlob(address.cluster()),
        new NameGlob(address.database()),
        new NameGlob(address.collection()),
        new NameGlob(address.partition()),
        null);
  }

  /** Whether it may cover partitions of that policy, which works on those collections. */
  public boolean mayConcern(String policyName, Scope scope) {
    return matches(policy, policyName)
        && matches(cluster, scope.cluster())
        && (database == null || database.meets(scope.database()))
        && (collection == null || scope.collections().stream().anyMatch(collection::meets));
  }

  /** Whether it covers all that a policy works on, so that the policy pauses. */
  public boolean pauses(String policyName) {
    return policy != null
        && policy.matches(policyName)
        && Stream.of(cluster, database, collection, partition, days).allMatch(Objects::isNull);
  }

  /**
   * Whether it covers the partition.
   *
   * @param start of its period, in local time; null, as the end, if it has none
   */
  boolean covers(
      String policyName,
      Address address,
      @Nullable LocalDateTime start,
      @Nullable LocalDateTime end) {
    return matches(policy, policyName)
        && matches(cluster, address.cluster())
        && matches(database, address.database())
        && matches(collection, address.collection())
        && matches(partition, address.partition())
        && (days == null || (start != null && end != null && days.overlaps(start, end)));
  }

  private static boolean matches(@Nullable NameGlob glob, String name) {
    return glob == null || glob.matches(name);
  }

  /** For people: policy logs, partition 2026*, periods from 2026-01-01 to 2026-03-31. */
  @Override
  public String toString() {
    return Stream.of(
            text("policy ", policy),
            text("cluster ", cluster),
            text("database ", database),
            text("collection ", collection),
            text("partition ", partition),
            text("periods ", days))
        .filter(text -> !text.isEmpty())
        .collect(Collectors.joining(", "));
  }

  private static String text(String what, @Nullable Object value) {
    return value == null ? "" : what + value;
  }
}
