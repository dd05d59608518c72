package io.github.milvusretention.guard;

import io.github.milvusretention.policy.Address;
import io.github.milvusretention.policy.Decision;
import io.github.milvusretention.policy.Plan;
import io.github.milvusretention.policy.Share;
import io.github.milvusretention.policy.Verdict;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

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
    DropShare with(Decision decision) {
      int one = decision.verdict() == Verdict.EXPIRED ? 1 : 0;
      return new DropShare(collection, expired + one, recognised + 1);
    }

    BigDecimal percent() {
      return BigDecimal.valueOf(expired * 100L)
          .divide(BigDecimal.valueOf(recognised), 1, RoundingMode.HALF_UP);
    }

    @Override
    public String toString() {
      return "%s of %s (%s%%)".formatted(expired, recognised, percent().toPlainString());
    }
  }

  @Override
  public List<Refusal> ask(Plan plan) {
    Share limit = plan.policy().maxShare();
    List<DropShare> over =
        shares(plan).values().stream()
            .filter(share -> limit.isExceededBy(share.expired, share.recognised))
            .sorted(
                Comparator.comparing(DropShare::percent)
                    .thenComparing(DropShare::expired)
                    .reversed()
                    .thenComparing(share -> share.collection.toString()))
            .toList();
    return over.isEmpty()
        ? List.of()
        : List.of(
            new Refusal(
                "max-share",
                limit.toString(),
                over.get(0) + " in " + over.get(0).collection,
                message(over, limit)));
  }

  private static Map<CollectionKey, DropShare> shares(Plan plan) {
    Map<CollectionKey, DropShare> shares = new LinkedHashMap<>();
    for (Decision decision : plan.decisions()) {
      if (decision.recognised()) {
        Address address = decision.address();
        CollectionKey collection =
            new CollectionKey(address.database(), address.collection(), decision.series());
        shares.put(
            collection,
            shares.getOrDefault(collection, new DropShare(collection, 0, 0)).with(decision));
      }
    }
    return shares;
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
