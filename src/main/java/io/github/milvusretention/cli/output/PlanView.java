package io.github.milvusretention.cli.output;

import io.github.milvusretention.guard.Novelty;
import io.github.milvusretention.guard.Refusal;
import io.github.milvusretention.ledger.Plans;
import io.github.milvusretention.period.Period;
import io.github.milvusretention.plan.PlanFigures;
import io.github.milvusretention.plan.ReviewedPlan;
import io.github.milvusretention.policy.Decision;
import io.github.milvusretention.policy.Verdict;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * A plan as JSON.
 *
 * @param newlyDue what is due only because something is new
 * @param accept the whole command by which a person accepts it; null if there is no need to
 * @param partitions made one by one while they are written
 */
record PlanView(
    String policy,
    String asOf,
    String digest,
    List<Refusal> refusedBy,
    List<String> unreadable,
    List<String> notes,
    Map<Verdict, Integer> summary,
    PlanFigures figures,
    List<Novelty> newlyDue,
    @Nullable String accept,
    Iterable<Item> partitions) {

  record Item(
      String cluster,
      String database,
      String collection,
      String partition,
      Verdict verdict,
      String reason,
      @Nullable String start,
      @Nullable String end,
      @Nullable String expires,
      @Nullable Long rows) {

    static Item of(Decision decision, @Nullable Long rows) {
      Period period = decision.period();
      return new Item(
          decision.address().cluster(),
          decision.address().database(),
          decision.address().collection(),
          decision.address().partition(),
          decision.verdict(),
          decision.reason(),
          period == null ? null : Plans.iso(period.start()),
          period == null ? null : Plans.iso(period.end()),
          decision.expires() == null ? null : Plans.iso(decision.expires()),
          rows);
    }
  }

  static PlanView of(ReviewedPlan planned, @Nullable String accept) {
    return new PlanView(
        planned.plan().policy().name(),
        planned.plan().asOf().toString(),
        planned.plan().digest(),
        planned.refusals(),
        planned.unreadable(),
        planned.notes(),
        planned.plan().summary(),
        planned.figures(),
        planned.acting().novelties(),
        accept,
        () ->
            StreamSupport.stream(planned.decisions().spliterator(), false)
                .map(decision -> Item.of(decision, planned.rows(decision)))
                .iterator());
  }
}
