package io.github.milvusretention.policy;

import io.github.milvusretention.period.AsOf;
import io.github.milvusretention.period.Period;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The verdicts of one policy at one as-of. Immutable. */
public record Plan(Policy policy, AsOf asOf, List<Decision> decisions) {
  private static final Comparator<Decision> OLDEST_FIRST =
      Comparator.comparing((Decision decision) -> expiredPeriod(decision).start())
          .thenComparing(decision -> expiredPeriod(decision).end())
          .thenComparing(Decision::address)
          .thenComparing(Decision::collectionId);

  public Plan {
    decisions = List.copyOf(decisions);
  }

  /**
   * The digest {@code sha256:…} of the rules, the as-of, and the EXPIRED partitions with their
   * collection ids and periods. It does not depend on the order of the listing.
   */
  public String digest() {
    DigestText text = new DigestText().add("milvus-retention plan 1");
    policy.addTo(text);
    text.add(asOf);
    List<Decision> expired = expired();
    text.add(expired.size());
    for (Decision decision : expired) {
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
    return text.sha256();
  }

  /** The count of each verdict, in enum order; verdicts that do not occur are absent. */
  public Map<Verdict, Integer> summary() {
    Map<Verdict, Integer> counts = new EnumMap<>(Verdict.class);
    decisions.forEach(decision -> counts.merge(decision.verdict(), 1, Integer::sum));
    return counts;
  }

  /** The EXPIRED ones, oldest period first, then by address. */
  public List<Decision> expired() {
    return decisions.stream()
        .filter(decision -> decision.verdict() == Verdict.EXPIRED)
        .sorted(OLDEST_FIRST)
        .toList();
  }

  private static Period expiredPeriod(Decision decision) {
    return Objects.requireNonNull(decision.period());
  }
}
