package io.github.milvusretention.cli.plan;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.github.milvusretention.guard.Novelty;
import io.github.milvusretention.guard.Refusal;
import io.github.milvusretention.guard.RefusalsShown;
import io.github.milvusretention.ledger.plans.Plans;
import io.github.milvusretention.period.Period;
import io.github.milvusretention.plan.PlanFigures;
import io.github.milvusretention.plan.ReviewedPlan;
import io.github.milvusretention.policy.Action;
import io.github.milvusretention.policy.Decision;
import io.github.milvusretention.policy.Verdict;
import io.github.milvusretention.policy.hold.Ending;
import io.github.milvusretention.policy.hold.Hold;
import io.github.milvusretention.policy.hold.HoldsInForce.InForce;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * A plan as JSON.
 *
 * @param guards what a program gives back that accepts it, so that it accepts these figures
 * @param newlyDue what is due only because something is new
 * @param accept the whole command by which a person accepts it; null if there is no need to
 * @param actions how many of the EXPIRED ones are released, wait, and are dropped
 * @param partitions made one by one while they are written
 */
record PlanView(
    String policy,
    String asOf,
    String digest,
    List<Refusal> refusedBy,
    String guards,
    List<String> unreadable,
    List<String> notes,
    Map<Verdict, Integer> summary,
    PlanFigures figures,
    List<Novelty> newlyDue,
    @Nullable String accept,
    Map<Action, Integer> actions,
    Iterable<Item> partitions) {

  /**
   * A hold that covers a partition.
   *
   * @param from command or file
   * @param lastDay the last day on which it counts, in UTC; null if it does not expire
   * @param ending expired or removed if it counts no longer than until the next runs
   */
  record HeldBy(
      String hold,
      String kind,
      String from,
      String owner,
      String reason,
      @Nullable String lastDay,
      @Nullable String ending) {
    private static HeldBy of(InForce inForce) {
      Hold hold = inForce.hold();
      Ending ending = inForce.ending();
      return new HeldBy(
          hold.name(),
          lower(hold.kind()),
          lower(hold.source()),
          hold.owner(),
          hold.reason(),
          Objects.toString(hold.lastDay(), null),
          ending == null ? null : lower(ending));
    }

    private static String lower(Enum<?> value) {
      return value.name().toLowerCase(Locale.ROOT);
    }
  }

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
      @Nullable Long rows,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) List<HeldBy> heldBy) {

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
          planned.rows(decision),
          planned.held().met().covering(decision).stream().map(HeldBy::of).toList());
    }
  }

  static PlanView of(ReviewedPlan planned, @Nullable String accept) {
    return new PlanView(
        planned.plan().policy().name(),
        planned.plan().asOf().toString(),
        planned.plan().digest(),
        planned.refusals(),
        RefusalsShown.of(planned.refusals()).text(),
        planned.unreadable(),
        planned.notes(),
        planned.plan().summary(),
        planned.figures(),
        planned.acting().novelties(),
        accept,
        planned.plan().actions(),
        () ->
            StreamSupport.stream(planned.decisions().spliterator(), false)
                .map(decision -> Item.of(planned, decision))
                .iterator());
  }
}
