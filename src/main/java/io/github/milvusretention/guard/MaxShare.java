package io.github.milvusretention.guard;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toSet;

import io.github.milvusretention.policy.Action;
import io.github.milvusretention.policy.CollectionPlan;
import io.github.milvusretention.policy.Decision;
import io.github.milvusretention.policy.Plan;
import io.github.milvusretention.policy.settings.Limits;
import io.github.milvusretention.policy.settings.Share;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Limits the share of a collection's recognised partitions that one run drops, and of those that it
 * releases; where {@code *} stands for a part of their names, the share of those that have that
 * part in common.
 */
final class MaxShare implements Guard {
  private static final int MAX_SHOWN = 5;

  /**
   * @param series the text that {@code *} stands for; empty without one
   */
  private record CollectionKey(String database, String collection, String series) {
    @Override
    public String toString() {
      return database + "." + collection + (series.isEmpty() ? "" : ", names with " + series);
    }
  }

  private record DropShare(CollectionKey collection, int due, int recognised) {
    BigDecimal percent() {
      return BigDecimal.valueOf(due * 100L)
          .divide(BigDecimal.valueOf(recognised), 1, RoundingMode.HALF_UP);
    }

    @Override
    public String toString() {
      return "%s of %s (%s%%)".formatted(due, recognised, percent().toPlainString());
    }
  }

  private static final Comparator<DropShare> LARGEST_FIRST =
      Comparator.comparing(DropShare::percent)
          .thenComparing(DropShare::due)
          .reversed()
          .thenComparing(share -> share.collection.toString());

  @Override
  public List<Refusal> ask(Plan plan, Limits limits) {
    return Stream.of(Action.DROP, Action.RELEASE)
        .flatMap(action -> ask(plan, limits.maxShare(), action).stream())
        .toList();
  }

  private static Optional<Refusal> ask(Plan plan, Share limit, Action action) {
    List<DropShare> over =
        shares(plan, action)
            .filter(share -> limit.isExceededBy(share.due, share.recognised))
            .sorted(LARGEST_FIRST)
            .toList();
    Set<CollectionKey> keys = over.stream().map(DropShare::collection).collect(toSet());
    return over.isEmpty()
        ? Optional.empty()
        : Optional.of(
            Refusal.of(
                "max-share",
                limit.toString(),
                over.get(0) + " in " + over.get(0).collection,
                message(over, limit, action),
                Refusal.addresses(
                        plan.expired(action).stream().filter(of -> keys.contains(key(of))))
                    .toList()));
  }

  static Optional<String> largest(Plan plan) {
    return Stream.of(Action.DROP, Action.RELEASE)
        .flatMap(action -> shares(plan, action))
        .min(LARGEST_FIRST)
        .map(share -> share + " in " + share.collection);
  }

  private static CollectionKey key(Decision decision) {
    return new CollectionKey(
        decision.address().database(), decision.address().collection(), decision.series());
  }

  private static Stream<DropShare> shares(Plan plan, Action action) {
    return plan.collections().stream().flatMap(collection -> shares(plan, collection, action));
  }

  /** Of what nothing is dropped no share can be too large. */
  private static Stream<DropShare> shares(Plan plan, CollectionPlan collection, Action action) {
    Map<String, Integer> due = new TreeMap<>();
    collection.expired().stream()
        .filter(decision -> plan.action(decision) == action)
        .forEach(decision -> due.merge(decision.series(), 1, Integer::sum));
    return due.entrySet().stream()
        .map(
            of ->
                new DropShare(
                    new CollectionKey(collection.database(), collection.collection(), of.getKey()),
                    of.getValue(),
                    requireNonNull(collection.shares().get(of.getKey())).all()));
  }

  private static String message(List<DropShare> over, Share limit, Action action) {
    String worst =
        over.stream()
            .limit(MAX_SHOWN)
            .map(share -> share + " in " + share.collection)
            .collect(Collectors.joining("; "));
    boolean starred = over.stream().anyMatch(share -> !share.collection.series.isEmpty());
    String more =
        over.size() <= MAX_SHOWN
            ? ""
            : "; and %s more %s"
                .formatted(over.size() - MAX_SHOWN, starred ? "texts of *" : "collections");
    return "the plan %s %s%s; max-share allows %s of a collection's recognised partitions%s"
        .formatted(Guards.verb(action), worst, more, limit, starred ? ", for each text of *" : "");
  }
}
