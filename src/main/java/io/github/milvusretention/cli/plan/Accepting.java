package io.github.milvusretention.cli.plan;

import io.github.milvusretention.plan.AcceptCommand;
import io.github.milvusretention.plan.ReviewedPlan;
import io.github.milvusretention.policy.Plan;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/**
 * How a person accepts a plan.
 *
 * @param saved whether the plans were kept, so that they can be accepted although nothing refuses
 */
public record Accepting(AcceptCommand command, boolean saved, Clock clock) {

  /** The whole command; null if there is no need to, or if {@code run} would refuse it. */
  @Nullable String command(ReviewedPlan planned) {
    Plan plan = planned.plan();
    if (isAhead(plan)) {
      return null;
    }
    if (saved || !planned.refusals().isEmpty()) {
      return command.run(plan.policy().name(), plan.asOf(), plan.digest());
    }
    return plan.waiting().isEmpty()
        ? null
        : command.runAgain(plan.policy().name(), plan.asOf(), plan.digest());
  }

  /** Whether there is something to accept, but not before its as-of. */
  boolean isTooEarly(ReviewedPlan planned) {
    return isAhead(planned.plan())
        && (saved || !planned.refusals().isEmpty() || !planned.plan().waiting().isEmpty());
  }

  private boolean isAhead(Plan plan) {
    return plan.asOf().isAfter(clock.instant(), plan.policy().zone());
  }
}
