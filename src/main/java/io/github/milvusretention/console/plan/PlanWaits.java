package io.github.milvusretention.console.plan;

import io.github.milvusretention.console.access.Person;
import io.github.milvusretention.console.act.Offered;
import io.github.milvusretention.console.runs.RunDetails;
import io.github.milvusretention.ledger.plans.DueBefore;
import io.github.milvusretention.plan.Waiting;
import io.github.milvusretention.policy.Policy;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** What waits for a person of the last plan of a policy, as it is now, not as it was asked. */
class PlanWaits {
  private final DueBefore dueBefore;
  private final RunDetails runs;

  PlanWaits(DueBefore dueBefore, RunDetails runs) {
    this.dueBefore = dueBefore;
    this.runs = runs;
  }

  /**
   * Either the whole plan, which a guard refused, or what its run kept.
   *
   * @param kept how many partitions its run kept; 0 for a plan that was refused
   * @param acts to accept it; none if its run was purged
   */
  record Waits(DueBefore.LastPlan last, int kept, List<Offered> acts) {
    public boolean refused() {
      return last.refused();
    }

    /** Such as {@code 2 partitions wait}. */
    public String words() {
      return kept == 1 ? "1 partition waits" : kept + " partitions wait";
    }
  }

  /** Empty if nothing waits. */
  Optional<Waits> of(Policy policy, Person person) {
    return dueBefore.last(policy.name()).flatMap(last -> of(last, person));
  }

  private Optional<Waits> of(DueBefore.LastPlan last, Person person) {
    OptionalInt kept = last.refused() ? OptionalInt.of(0) : Waiting.told(last.plan().waiting());
    return kept.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Waits(
                last,
                kept.getAsInt(),
                runs
                    .accept(last.plan().executionId(), person)
                    .map(act -> act.as("Look at it and accept it"))
                    .stream()
                    .toList()));
  }
}
