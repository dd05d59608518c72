package io.github.milvusretention.cli.output;

import io.github.milvusretention.guard.Refusal;
import io.github.milvusretention.ledger.Plans;
import io.github.milvusretention.period.Period;
import io.github.milvusretention.plan.ReviewedPlan;
import io.github.milvusretention.policy.Action;
import io.github.milvusretention.policy.Decision;
import io.github.milvusretention.policy.Verdict;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * A plan as JSON.
 *
 * @param actions how many of the EXPIRED ones are released, wait, and are dropped
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
    Map<Action, Integer> actions,
    Iterable<Item> partitions) {

  record Item(
      String cluster,
      String database,
      String collection,
      String partition,
      Verdict verdict,
      @Nullable Action action,
      String reason,
      @Nullable String start,
      @Nullable String end,
      @Nullable String expires,
      @Nullable Long rows) {

    static Item of(ReviewedPlan planned, Decision decision) {
      Period period = decision.period();
      return new Item(
          decision.address().cluster(),
          decision.address().database(),
          decision.address().collection(),
          decision.address().partition(),
          decision.verdict(),
          planned.plan().action(decision),
          planned.reason(decision),
          period == null ? null : Plans.iso(period.start()),
          period == null ? null : Plans.iso(period.end()),
          decision.expires() == null ? null : Plans.iso(decision.expires()),
          planned.rows(decision));
    }
  }

  static PlanView of(ReviewedPlan planned) {
    return new PlanView(
        planned.plan().policy().name(),
        planned.plan().asOf().toString(),
        planned.plan().digest(),
        planned.refusals(),
        planned.unreadable(),
        planned.notes(),
        planned.plan().summary(),
        planned.plan().actions(),
        () ->
            StreamSupport.stream(planned.decisions().spliterator(), false)
                .map(decision -> Item.of(planned, decision))
                .iterator());
  }
}
