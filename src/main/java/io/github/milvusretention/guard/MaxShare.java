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
 * No more of any one collection's recognised partitions than the policy expects; where a star
 * stands for a part of their names, no more of those that share that part.
 */
final class MaxShare implements Guard {
  private static final int SHOWN = 5;

  /**
   * @param series the text that {@code *} stands for; empty without one
   */
  private record Where(String database, String collection, String series) {
    @Override
    public String toString() {
      return database + "." + collection + (series.isEmpty() ? "" : ", names with " + series);
    }
  }

  private record Toll(Where where, int expired, int recognised) {
    Toll plus(Decision decision) {
      int one = decision.verdict() == Verdict.EXPIRED ? 1 : 0;
      return new Toll(where, expired + one, recognised + 1);
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
    List<Toll> over =
        tolls(plan).values().stream()
            .filter(toll -> limit.isExceededBy(toll.expired, toll.recognised))
            .sorted(
                Comparator.comparing(Toll::percent)
                    .thenComparing(Toll::expired)
                    .reversed()
                    .thenComparing(toll -> toll.where.toString()))
            .toList();
    return over.isEmpty()
        ? List.of()
        : List.of(
            new Refusal(
                "max-share",
                limit.toString(),
                over.get(0) + " in " + over.get(0).where,
                message(over, limit)));
  }

  private static Map<Where, Toll> tolls(Plan plan) {
    Map<Where, Toll> tolls = new LinkedHashMap<>();
    for (Decision decision : plan.decisions()) {
      if (decision.recognised()) {
        Address address = decision.address();
        Where where = new Where(address.database(), address.collection(), decision.series());
        tolls.put(where, tolls.getOrDefault(where, new Toll(where, 0, 0)).plus(decision));
      }
    }
    return tolls;
  }

  private static String message(List<Toll> over, Share limit) {
    String worst =
        over.stream()
            .limit(SHOWN)
            .map(toll -> toll + " in " + toll.where)
            .collect(Collectors.joining("; "));
    boolean starred = over.stream().anyMatch(toll -> !toll.where.series.isEmpty());
    String more =
        over.size() <= SHOWN
            ? ""
            : "; and %s more %s"
                .formatted(over.size() - SHOWN, starred ? "texts of *" : "collections");
    return "the plan drops %s%s; max-share allows %s of a collection's recognised partitions%s"
        .formatted(worst, more, limit, starred ? ", for each text of *" : "");
  }
}
