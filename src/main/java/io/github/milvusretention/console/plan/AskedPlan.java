package io.github.milvusretention.console.plan;

import io.github.milvusretention.cli.plan.CollectionRow;
import io.github.milvusretention.ledger.plans.DueBefore;
import io.github.milvusretention.plan.ReviewedPlan;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A plan as the cluster answered, kept while people turn its pages over. Its counts, and what is
 * due, are in memory; all other names are in a store of their own, which is left open for that
 * long. Nothing closes it: a page may be reading. Its file has no name and goes with its last
 * reader.
 *
 * @param collections those of which most is due first
 * @param last the plan that it is compared with; null if no run has planned yet
 * @param changes null if there is none, or it is not known any more what was due by it
 */
record AskedPlan(
    ReviewedPlan planned,
    List<CollectionRow> collections,
    DueBefore.@Nullable LastPlan last,
    @Nullable PlanChanges changes) {
  AskedPlan {
    collections = List.copyOf(collections);
  }

  static AskedPlan of(ReviewedPlan planned, DueBefore dueBefore) {
    Optional<DueBefore.LastPlan> last = dueBefore.last(planned.plan().policy().name());
    return new AskedPlan(
        planned,
        planned.plan().collections().stream()
            .map(collection -> CollectionRow.of(planned, collection))
            .sorted(
                Comparator.comparing(CollectionRow::due)
                    .reversed()
                    .thenComparing(CollectionRow::collection))
            .toList(),
        last.orElse(null),
        last.flatMap(
                plan ->
                    dueBefore
                        .due(plan)
                        .map(due -> PlanChanges.between(due, plan.withWaiting(), planned)))
            .orElse(null));
  }
}
