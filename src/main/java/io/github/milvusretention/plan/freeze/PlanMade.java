package io.github.milvusretention.plan.freeze;

import io.github.milvusretention.plan.ReviewedPlan;
import io.github.milvusretention.run.RunKey;

/**
 * Published in the transaction that keeps the plan of a run. Whoever writes then writes in the same
 * transaction.
 *
 * @param frozen false if the plan was refused
 */
public record PlanMade(RunKey run, long executionId, ReviewedPlan planned, boolean frozen) {}
