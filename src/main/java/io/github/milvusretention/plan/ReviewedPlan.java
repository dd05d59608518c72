package io.github.milvusretention.plan;

import io.github.milvusretention.guard.Refusal;
import io.github.milvusretention.ledger.Seen;
import io.github.milvusretention.policy.Decision;
import io.github.milvusretention.policy.Plan;
import java.util.List;
import java.util.Map;

/**
 * A plan with the answers of the guards.
 *
 * @param rows the server's row count of each EXPIRED partition, where it could be read
 * @param unreadable collections that could not be read, a sentence each
 * @param notes sentences for people
 * @param seen what to remember about the cluster if the plan is frozen
 */
public record ReviewedPlan(
    Plan plan,
    List<Refusal> refusals,
    Map<Decision, Long> rows,
    List<String> unreadable,
    List<String> notes,
    Seen seen) {}
