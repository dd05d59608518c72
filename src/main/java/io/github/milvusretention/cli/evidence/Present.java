package io.github.milvusretention.cli.evidence;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.github.milvusretention.forecast.Forecast;
import io.github.milvusretention.forecast.Prospect;
import io.github.milvusretention.ledger.plans.Plans;
import io.github.milvusretention.period.Period;
import io.github.milvusretention.plan.Forecaster;
import io.github.milvusretention.plan.ReviewedPlan;
import io.github.milvusretention.policy.Decision;
import io.github.milvusretention.policy.Listing;
import io.github.milvusretention.policy.Policy;
import io.github.milvusretention.policy.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * A partition that is there now, as JSON.
 *
 * @param goes by the forecast; null if no firing is in sight at which it does
 * @param change what has to change for another verdict, or what is ahead
 */
public record Present(
    String policy,
    String asOf,
    @JsonUnwrapped RowDetail.Place place,
    String collectionId,
    Verdict verdict,
    String reason,
    @JsonUnwrapped Times times,
    @Nullable String goes,
    String change) {
  /** Enough for keep-newest to move on, and for a schedule that fires once a year. */
  private static final Duration BEYOND = Duration.ofDays(400);

  private static final Duration FURTHEST = Duration.ofDays(20 * 366);

  /** Null if the name stands for no period. */
  public record Times(@Nullable String start, @Nullable String end, @Nullable String expires) {}

  /** Those of that name, each with its verdict by this plan. */
  static List<Present> in(
      ReviewedPlan planned, String partition, Forecaster forecaster, Instant now) {
    List<Decision> found =
        StreamSupport.stream(planned.decisions().spliterator(), false)
            .filter(decision -> decision.address().partition().equals(partition))
            .toList();
    if (found.isEmpty()) {
      return List.of();
    }
    Set<String> places = found.stream().map(Present::place).collect(Collectors.toSet());
    Forecast forecast =
        forecaster.until(horizon(found, now), planned, listing -> places.contains(place(listing)));
    return found.stream().map(decision -> of(decision, planned, forecast)).toList();
  }

  private static Instant horizon(List<Decision> found, Instant now) {
    Instant last =
        found.stream()
            .filter(decision -> decision.expires() != null)
            .map(decision -> decision.expires().toInstant())
            .filter(expires -> expires.isAfter(now))
            .max(Instant::compareTo)
            .orElse(now);
    Instant furthest = now.plus(FURTHEST);
    return last.isAfter(furthest) ? furthest : last.plus(BEYOND);
  }

  private static String place(Decision decision) {
    return decision.address().database() + "." + decision.address().collection();
  }

  private static String place(Listing listing) {
    return listing.database() + "." + listing.collection();
  }

  private static Present of(Decision decision, ReviewedPlan planned, Forecast forecast) {
    Policy policy = planned.plan().policy();
    Period period = decision.period();
    Instant goes = forecast.byPartition().get(decision.address());
    return new Present(
        policy.name(),
        planned.plan().asOf().toString(),
        new RowDetail.Place(
            decision.address().cluster(),
            decision.address().database(),
            decision.address().collection(),
            decision.address().partition()),
        decision.collectionId(),
        decision.verdict(),
        decision.reason(),
        new Times(
            period == null ? null : Plans.iso(period.start()),
            period == null ? null : Plans.iso(period.end()),
            iso(decision.expires())),
        goes == null ? null : iso(goes.atZone(policy.zone())),
        Prospect.of(
            decision,
            policy,
            planned.plan().asOf().at(policy.zone()),
            planned.plan().releasedSince(decision),
            goes));
  }

  private static @Nullable String iso(@Nullable ZonedDateTime moment) {
    return moment == null ? null : Plans.iso(moment);
  }
}
