package io.github.milvusretention.console.act.runs;

import io.github.milvusretention.ledger.plans.PlanRecord;
import io.github.milvusretention.policy.Policy;
import io.github.milvusretention.run.RunKey;
import java.util.List;

/**
 * A run that waits for a person.
 *
 * @param executionId the one that was asked for
 * @param plan that it made
 * @param starters the people who asked for it, who cannot accept it as well
 */
record WaitingRun(
    long executionId, RunKey run, Policy policy, PlanRecord plan, List<String> starters) {

  /** Whether it is finished, and only what was kept waits, which a new attempt takes. */
  boolean again() {
    return plan.frozen();
  }
}
