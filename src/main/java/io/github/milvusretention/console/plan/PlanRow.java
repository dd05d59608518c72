package io.github.milvusretention.console.plan;

import io.github.milvusretention.console.web.Day;
import io.github.milvusretention.console.web.Moment;
import io.github.milvusretention.console.web.VerdictBadge;
import io.github.milvusretention.period.Period;
import io.github.milvusretention.plan.ReviewedPlan;
import io.github.milvusretention.policy.Action;
import io.github.milvusretention.policy.Address;
import io.github.milvusretention.policy.Decision;
import io.github.milvusretention.policy.hold.Hold;
import io.github.milvusretention.policy.hold.HoldsInForce.InForce;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A partition as the page shows it.
 *
 * @param action null unless it is EXPIRED
 * @param from the first day of its period; null if it has none, like {@code to} and {@code expires}
 * @param rows null if they are not known, or were not asked for
 * @param holds those that cover it, also where another verdict keeps it
 */
record PlanRow(
    Address address,
    VerdictBadge verdict,
    @Nullable Action action,
    String reason,
    @Nullable String from,
    @Nullable String to,
    @Nullable Moment expires,
    @Nullable Long rows,
    List<HeldBy> holds) {

  /**
   * @param lastDay the last day on which it counts, in UTC; null if it does not end by itself
   */
  record HeldBy(String name, String owner, String why, @Nullable String lastDay) {
    private static HeldBy of(InForce inForce) {
      Hold hold = inForce.hold();
      return new HeldBy(
          hold.kind().words() + " " + hold.name(),
          hold.owner(),
          hold.reason(),
          hold.lastDay() == null ? null : hold.lastDay().toString());
    }
  }

  static PlanRow of(ReviewedPlan planned, Decision decision) {
    Period period = decision.period();
    return new PlanRow(
        decision.address(),
        new VerdictBadge(decision.verdict()),
        planned.plan().action(decision),
        planned.reason(decision),
        period == null ? null : Day.of(period.start().toOffsetDateTime()),
        period == null ? null : Day.of(period.end().toOffsetDateTime()),
        decision.expires() == null
            ? null
            : new Moment(decision.expires().toInstant(), planned.plan().policy().zone()),
        planned.rows(decision),
        planned.held().met().covering(decision).stream().map(HeldBy::of).toList());
  }
}
