package io.github.milvusretention.plan.list;

import io.github.milvusretention.period.AsOf;
import io.github.milvusretention.period.Period;
import io.github.milvusretention.policy.Decision;
import io.github.milvusretention.policy.Listing;
import io.github.milvusretention.policy.Policy;
import io.github.milvusretention.policy.Verdict;
import io.github.milvusretention.policy.Verdicts;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** The order in which to ask for missing partitions: what matters most to a run comes first. */
public record ProbeOrder(Policy policy, Collection<Policy> all, AsOf asOf, Instant now) {
  private static final Comparator<Decision> ORDER =
      Comparator.comparing(ProbeOrder::rank)
          .thenComparing(Decision::period, Comparator.nullsLast(ProbeOrder::newestFirst))
          .thenComparing(Decision::address);

  /**
   * Expired ones first, which the run would leave undropped; then others with a period, newest
   * first, by which it decides; then the rest.
   */
  List<String> order(Listing listing) {
    return Verdicts.decide(policy, all, asOf, now, List.of(listing)).stream()
        .sorted(ORDER)
        .map(decision -> decision.address().partition())
        .toList();
  }

  private static int rank(Decision decision) {
    if (decision.verdict() == Verdict.EXPIRED) {
      return 0;
    }
    return decision.period() == null ? 2 : 1;
  }

  private static int newestFirst(Period one, Period other) {
    return other.end().compareTo(one.end());
  }
}
