package io.github.milvusretention.cli.plan;

import io.github.milvusretention.cli.output.Table;
import io.github.milvusretention.guard.Refusal;
import io.github.milvusretention.ledger.plans.Plans;
import io.github.milvusretention.period.Period;
import io.github.milvusretention.plan.ReviewedPlan;
import io.github.milvusretention.plan.Waiting;
import io.github.milvusretention.policy.Decision;
import io.github.milvusretention.policy.Verdict;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** A plan for people: what there is of it above a table, and what to do about it below. */
final class PlanText {
  private PlanText() {}

  static Table ofCollections(ReviewedPlan planned, Accepting accept) {
    Table table = new Table(CollectionRow.COLUMNS);
    table.rows(
        () ->
            planned.plan().collections().stream()
                .map(collection -> CollectionRow.of(planned, collection).cells())
                .iterator());
    return around(table, planned, accept);
  }

  /**
   * @param only the partitions with one of these verdicts
   */
  static Table ofPartitions(ReviewedPlan planned, Accepting accept, Set<Verdict> only) {
    Table table =
        new Table("PARTITION", "VERDICT", "ACTION", "FROM", "TO", "EXPIRES", "ROWS", "WHY");
    table.rows(
        () ->
            StreamSupport.stream(planned.decisions().spliterator(), false)
                .filter(decision -> only.contains(decision.verdict()))
                .map(decision -> row(planned, decision))
                .iterator());
    return around(table, planned, accept);
  }

  private static Table around(Table table, ReviewedPlan planned, Accepting accept) {
    String name = planned.plan().policy().name();
    table.above(name + " as of " + planned.plan().asOf() + ": " + InWords.of(planned.plan()));
    table.line("  " + planned.figures());
    table.line("  digest " + planned.plan().digest());
    for (Refusal refusal : planned.refusals()) {
      table.line("  refused by " + refusal.guard() + ": " + refusal.message());
    }
    if (!planned.plan().waiting().isEmpty()) {
      table.line("  kept until a person accepts: " + Waiting.count(planned.plan()));
    }
    planned.acting().novelties().forEach(each -> table.line("  new: " + each.whole()));
    String command = accept.command(planned);
    if (command != null) {
      table.line("  to accept exactly this plan: " + command);
    }
    if (accept.isTooEarly(planned)) {
      table.line("  its as-of is in the future; it cannot be accepted before then");
    }
    return table;
  }

  private static @Nullable Object[] row(ReviewedPlan planned, Decision decision) {
    Period period = decision.period();
    return new @Nullable Object[] {
      decision.address(),
      decision.verdict(),
      planned.plan().action(decision),
      period == null ? null : day(period.start()),
      period == null ? null : day(period.end()),
      decision.expires() == null ? null : day(decision.expires()),
      planned.rows(decision),
      planned.reason(decision)
    };
  }

  /** Without the hour where a day begins. */
  private static String day(ZonedDateTime moment) {
    return moment.toLocalTime().equals(LocalTime.MIDNIGHT)
        ? moment.toLocalDate().toString()
        : Plans.iso(moment);
  }
}
