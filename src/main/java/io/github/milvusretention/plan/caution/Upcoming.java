package io.github.milvusretention.plan.caution;

import io.github.milvusretention.period.AsOf;
import io.github.milvusretention.period.Period;
import io.github.milvusretention.policy.Decision;
import io.github.milvusretention.policy.Listing;
import io.github.milvusretention.policy.Policy;
import io.github.milvusretention.policy.Verdict;
import io.github.milvusretention.policy.Verdicts;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/** What the rules let expire by the next firing, of periods that have ended by now. */
final class Upcoming {
  private final Function<Listing, List<Decision>> verdicts;
  private final Instant now;

  Upcoming(Policy policy, Collection<Policy> all, Instant now) {
    Instant next = Nights.next(policy, now);
    AsOf asOf = policy.asOf(next);
    this.verdicts = Verdicts.by(policy, all, asOf, next);
    this.now = now;
  }

  List<Decision> of(Listing listing) {
    return verdicts.apply(listing).stream()
        .filter(decision -> decision.verdict() == Verdict.EXPIRED)
        .filter(decision -> hasEnded(Objects.requireNonNull(decision.period())))
        .toList();
  }

  private boolean hasEnded(Period period) {
    return !period.end().toInstant().isAfter(now);
  }
}
