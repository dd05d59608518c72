package io.github.milvusretention.ledger.evidence;

import io.github.milvusretention.ledger.plans.PlanRecord;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A plan as an auditor wants to see it.
 *
 * @param accepted null unless a person accepted what guards had refused
 * @param rules the policy in its own words, as it was then; null if an earlier version of this
 *     program made the plan
 */
public record PlanEvidence(
    PlanRecord plan, Instant plannedAt, @Nullable Accepted accepted, @Nullable String rules) {

  /**
   * @param why in that person's words; may be empty
   */
  public record Accepted(String by, String why, Instant at) {}
}
