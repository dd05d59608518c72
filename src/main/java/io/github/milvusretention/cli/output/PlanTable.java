package io.github.milvusretention.cli.output;

import io.github.milvusretention.guard.Refusal;
import io.github.milvusretention.plan.ReviewedPlan;
import io.github.milvusretention.plan.Waiting;
import io.github.milvusretention.policy.Action;
import io.github.milvusretention.policy.Decision;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Plans as one table. */
final class PlanTable {
  private PlanTable() {}

  /**
   * @param accept how to accept a plan; null if there is no need to
   */
  static Table of(List<ReviewedPlan> plans, Function<ReviewedPlan, @Nullable String> accept) {
    Table table =
        new Table(
            "POLICY",
            "PARTITION",
            "VERDICT",
            "ACTION",
            "PERIOD FROM",
            "TO",
            "EXPIRES",
            "ROWS",
            "WHY");
    for (ReviewedPlan planned : plans) {
      table.rows(
          () ->
              StreamSupport.stream(planned.decisions().spliterator(), false)
                  .map(decision -> row(planned, decision))
                  .iterator());
      String name = planned.plan().policy().name();
      table.line("");
      table.line(
          name
              + " as of "
              + planned.plan().asOf()
              + ": "
              + planned.plan().summary()
              + actions(planned.plan().actions())
              + ", digest "
              + planned.plan().digest());
      table.line("  " + planned.figures());
      for (Refusal refusal : planned.refusals()) {
        table.line("  refused by " + refusal.guard() + ": " + refusal.message());
      }
      boolean waiting = !planned.plan().waiting().isEmpty();
      if (waiting) {
        table.line("  kept until a person accepts: " + Waiting.count(planned.plan()));
      }
      planned.acting().novelties().forEach(each -> table.line("  new: " + each.whole()));
      String command = accept.apply(planned);
      if (command != null) {
        table.line("  to accept exactly this plan: " + command);
      }
    }
    return table;
  }

  /** Empty where all that is expired is dropped. */
  private static String actions(Map<Action, Integer> actions) {
    return Set.of(Action.DROP).containsAll(actions.keySet()) ? "" : ", of these " + actions;
  }

  private static @Nullable Object[] row(ReviewedPlan planned, Decision decision) {
    PlanView.Item item = PlanView.Item.of(planned, decision);
    return new @Nullable Object[] {
      planned.plan().policy().name(),
      decision.address(),
      decision.verdict(),
      item.action(),
      item.start(),
      item.end(),
      item.expires(),
      item.rows(),
      item.reason()
    };
  }
}
