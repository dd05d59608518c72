package io.github.milvusretention.console.act.runs;

import io.github.milvusretention.plan.ReviewedPlan;
import io.github.milvusretention.policy.Action;
import io.github.milvusretention.policy.Address;
import io.github.milvusretention.policy.Decision;
import io.github.milvusretention.policy.Verdict;
import java.time.ZonedDateTime;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A partition that goes if a plan is accepted.
 *
 * @param start of its period, in the policy's zone
 * @param end of its period, exclusive
 * @param rows by the server's count; null if it could not be read
 * @param waits whether it is kept unless somebody accepts it, whatever the guards say
 */
public record DuePartition(
    Address address,
    ZonedDateTime start,
    ZonedDateTime end,
    Action action,
    @Nullable Long rows,
    boolean waits,
    String reason) {

  static DuePartition of(ReviewedPlan planned, Decision decision) {
    var period = Objects.requireNonNull(decision.period());
    return new DuePartition(
        decision.address(),
        period.start(),
        period.end(),
        planned.plan().actionOnceAccepted(decision),
        planned.rows(decision),
        decision.verdict() != Verdict.EXPIRED,
        planned.reason(decision));
  }
}
