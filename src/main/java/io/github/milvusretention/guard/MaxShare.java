package io.github.milvusretention.guard;

import static java.util.stream.Collectors.toSet;

import io.github.milvusretention.policy.CollectionPlan;
import io.github.milvusretention.policy.Decision;
import io.github.milvusretention.policy.Limits;
import io.github.milvusretention.policy.Plan;
import io.github.milvusretention.policy.Share;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Limits the share of a collection's recognised partitions that one run drops; where {@code *}
 * stands for a part of their names, the share of those that have that part in common.
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

  private record DropShare(CollectionKey collection, int expired, int recognised) {
    BigDecimal percent() {
      return BigDecimal.valueOf(expired * 100L)
          .divide(BigDecimal.valueOf(recognised), 1, RoundingMode.HALF_UP);
    }

    @Override
    public String toString() {
      return "%s of %s (%s%%)".formatted(expired, recognised, percent().toPlainString());
    }
  }

  private static final Comparator<DropShare> LARGEST_FIRST =
      Comparator.comparing(DropShare::percent)
          .thenComparing(DropShare::expired)
          .reversed()
          .thenComparing(share -> share.collection.toString());

  @Override
  public List<Refusal> ask(Plan plan, Limits limits) {
    Share limit = limits.maxShare();
    List<DropShare> over =
        plan.collections().stream()
            .flatMap(MaxShare::shares)
            .filter(share -> limit.isExceededBy(share.expired, share.recognised))
            .sorted(LARGEST_FIRST)
            .toList();
    Set<CollectionKey> keys = over.stream().map(DropShare::collection).collect(toSet());
    return over.isEmpty()
        ? List.of()
        : List.of(
            Refusal.of(
                "max-share",
                limit.toString(),
                over.get(0) + " in " + over.get(0).collection,
                message(over, limit),
                Refusal.addresses(plan.expired().stream().filter(of -> keys.contains(key(of))))
                    .toList()));
  }

  static Optional<String> largest(Plan plan) {
    return plan.collections().stream()
        .flatMap(MaxShare::shares)
        .min(LARGEST_FIRST)
        .map(share -> share + " in " + share.collection);
  }

  private static CollectionKey key(Decision decision) {
    return new CollectionKey(
        decision.address().database(), decision.address().collection(), decision.series());
  }

  /** Of what nothing is dropped no share can be too large. */
  private static Stream<DropShare> shares(CollectionPlan collection) {
    return collection.shares().entrySet().stream()
        .map(
            of ->
                new DropShare(
                    new CollectionKey(collection.database(), collection.collection(), of.getKey()),
                    of.getValue().expired(),
                    of.getValue().all()));
  }

  private static String message(List<DropShare> over, Share limit) {
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
    return "the plan drops %s%s; max-share allows %s of a collection's recognised partitions%s"
        .formatted(worst, more, limit, starred ? ", for each text of *" : "");
  }
}
