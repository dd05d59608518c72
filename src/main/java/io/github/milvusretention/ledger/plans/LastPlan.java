package io.github.milvusretention.ledger.plans;

import io.github.milvusretention.run.RunKey;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The last recorded plan of a policy, and what of it is still to be dropped.
 *
 * @param id its number
 * @param executionId which execution made it
 * @param digest what an acceptance names
 * @param frozen whether a run took it; otherwise a guard refused it
 * @param waiting a sentence about what it kept until a person accepts it; empty if nothing
 * @param verdicts how many partitions have which verdict, as {@code EXPIRED=7 KEPT=5}; null if an
 *     earlier version made the plan
 * @param guards the names of the guards that refused it, none if it is frozen; null if an earlier
 *     version made the plan and it was refused
 * @param overdue how many partitions are expired and still there; null if that is not known, as of
 *     a plan that could not read everything and knows of none
 * @param oldest when the first of them expired; null if none is, or that is not known
 */
public record LastPlan(
    long id,
    RunKey run,
    long executionId,
    String digest,
    boolean frozen,
    String waiting,
    @Nullable String verdicts,
    @Nullable List<String> guards,
    @Nullable Long overdue,
    @Nullable Instant oldest) {
  public LastPlan {
    guards = guards == null ? null : List.copyOf(guards);
  }
}
