package io.github.milvusretention.drop.gate;

import io.github.milvusretention.ledger.LedgerRow;
import io.github.milvusretention.ledger.plans.Plans;
import io.github.milvusretention.period.AsOf;
import io.github.milvusretention.period.Period;
import io.github.milvusretention.policy.Action;
import io.github.milvusretention.policy.Address;
import io.github.milvusretention.policy.Decision;
import io.github.milvusretention.policy.Listing;
import io.github.milvusretention.policy.Policy;
import io.github.milvusretention.policy.Verdict;
import io.github.milvusretention.policy.Verdicts;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether a planned partition may still be dropped. The rules are asked again, with the run's as-of
 * and the current time: a run that is continued weeks later must not take "january" for last year's
 * when this year's data is already being written into it.
 */
public record Eligibility(Policy policy, Collection<Policy> all, AsOf asOf, Clock clock) {

  /** Why the partition must be kept; empty if it may be dropped. */
  Optional<String> objection(LedgerRow row, Listing live) {
    Address address = row.address();
    if (!address.cluster().equals(policy.scope().cluster())
        || !policy.scope().selects(address.database(), address.collection())) {
      return Optional.of("the rules no longer select this collection");
    }
    Decision decision =
        Verdicts.decide(policy, all, asOf, clock.instant(), List.of(live)).stream()
            .filter(d -> d.address().partition().equals(row.address().partition()))
            .findFirst()
            .orElseThrow();
    if (decision.verdict() != Verdict.EXPIRED) {
      return Optional.of("no longer eligible: " + decision.verdict() + ", " + decision.reason());
    }
    Optional<String> waits = beforeGraceEnds(row);
    if (waits.isPresent()) {
      return waits;
    }
    Period period = Objects.requireNonNull(decision.period());
    if (!Plans.iso(period.start()).equals(row.periodStart())
        || !Plans.iso(period.end()).equals(row.periodEnd())) {
      return Optional.of(
          "its name now stands for "
              + Plans.iso(period.start())
              + " – "
              + Plans.iso(period.end())
              + ", not for the planned period");
    }
    return Optional.empty();
  }

  /** The rules may ask for another grace than when the plan was made. */
  private Optional<String> beforeGraceEnds(LedgerRow row) {
    if (row.action() != Action.DROP) {
      return Optional.empty();
    }
    Instant released = row.releasedAt();
    return switch (policy.action(released, clock.instant())) {
      case DROP -> Optional.empty();
      case RELEASE ->
          Optional.of(
              "the rules have a grace by now, and no run has released it; the next one does");
      case WAIT ->
          Optional.of(
              "released "
                  + seconds(released)
                  + "; by the rules' grace it waits until "
                  + seconds(policy.graceEnds(Objects.requireNonNull(released))));
    };
  }

  private static Instant seconds(@Nullable Instant instant) {
    return Objects.requireNonNull(instant).truncatedTo(ChronoUnit.SECONDS);
  }
}
