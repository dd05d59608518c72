package io.github.milvusretention.console.plan;

import io.github.milvusretention.cli.plan.InWords;
import io.github.milvusretention.console.web.Moment;
import io.github.milvusretention.guard.Novelty;
import io.github.milvusretention.guard.Refusal;
import io.github.milvusretention.plan.PlanFigures;
import io.github.milvusretention.plan.ReviewedPlan;
import io.github.milvusretention.plan.Waiting;
import io.github.milvusretention.policy.Plan;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What stands above the lists of a plan.
 *
 * @param ahead whether its as-of is in the future
 * @param counts in words, such as {@code 7 expired, 5 kept}
 * @param lastDrop null if the policy has never dropped anything
 */
record PlanHead(
    String asOf,
    boolean ahead,
    String digest,
    String counts,
    PlanFigures figures,
    @Nullable Moment lastDrop,
    Findings findings) {

  /**
   * What was found beside the partitions.
   *
   * @param waiting how many partitions wait for a person, in words; null if none does
   * @param news what is due only because something is new
   */
  record Findings(
      List<Refusal> refusals,
      @Nullable String waiting,
      List<Novelty> news,
      Few notes,
      Few unreadable) {
    private static Findings of(ReviewedPlan planned) {
      Plan plan = planned.plan();
      return new Findings(
          planned.refusals(),
          plan.waiting().isEmpty() ? null : Waiting.count(plan),
          planned.acting().novelties(),
          Few.of(planned.notes()),
          Few.of(planned.unreadable()));
    }
  }

  /** The first of some sentences; the others are counted. */
  record Few(List<String> first, int more) {
    private static final int SHOWN = 50;

    static Few of(List<String> all) {
      return new Few(all.subList(0, Math.min(SHOWN, all.size())), Math.max(0, all.size() - SHOWN));
    }
  }

  static PlanHead of(ReviewedPlan planned, Instant now) {
    Plan plan = planned.plan();
    return new PlanHead(
        plan.asOf().toString(),
        plan.asOf().isAfter(now, plan.policy().zone()),
        plan.digest(),
        InWords.of(plan),
        planned.figures(),
        Moment.of(planned.figures().lastDrop(), plan.policy().zone()),
        Findings.of(planned));
  }
}
