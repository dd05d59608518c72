package io.github.milvusretention.console.plan;

import io.github.milvusretention.period.Period;
import io.github.milvusretention.plan.ReviewedPlan;
import io.github.milvusretention.policy.CollectionPlan;
import io.github.milvusretention.policy.Decision;
import io.github.milvusretention.policy.Listing;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The partitions of a plan that a filter leaves, in the order of the collections, oldest period
 * first. They may be a million, and are not held: how many a collection has is known from the
 * plan's counts, and the verdicts of those collections alone are decided again that a page shows.
 */
final class PlanRows {
  private static final Comparator<Decision> OLDEST_FIRST =
      Comparator.comparing(PlanRows::start, Comparator.nullsLast(Comparator.naturalOrder()))
          .thenComparing(decision -> decision.address().partition());

  private final ReviewedPlan planned;
  private final PlanFilter filter;

  /** Of each collection, in the order of the plan. */
  private final int[] counts;

  PlanRows(ReviewedPlan planned, PlanFilter filter) {
    this.planned = planned;
    this.filter = filter;
    this.counts =
        IntStream.range(0, planned.plan().collections().size()).map(this::count).toArray();
  }

  long total() {
    return IntStream.of(counts).asLongStream().sum();
  }

  List<Decision> part(long offset, int size) {
    List<Decision> part = new ArrayList<>();
    long before = 0;
    for (int i = 0; i < counts.length && part.size() < size; i++) {
      if (counts[i] > 0 && before + counts[i] > offset) {
        rows(i).stream()
            .skip(Math.max(0, offset - before))
            .limit(size - part.size())
            .forEach(part::add);
      }
      before += counts[i];
    }
    return part;
  }

  private int count(int i) {
    CollectionPlan collection = planned.plan().collections().get(i);
    if (!filter.hasCollection(collection.database(), collection.collection())) {
      return 0;
    }
    int count =
        collection.summary().entrySet().stream()
            .filter(each -> filter.hasVerdict(each.getKey()))
            .mapToInt(Map.Entry::getValue)
            .sum();
    return count == 0 || filter.text().isEmpty() ? count : rows(i).size();
  }

  private List<Decision> rows(int i) {
    // The plan has its collections in the order of the inventory.
    Listing listing = planned.inventory().collections().get(i).listing();
    if (listing.partitions().stream().noneMatch(filter::hasName)) {
      return List.of();
    }
    return planned.verdicts().apply(listing).stream()
        .filter(decision -> filter.hasVerdict(decision.verdict()))
        .filter(decision -> filter.hasName(decision.address().partition()))
        .sorted(OLDEST_FIRST)
        .toList();
  }

  private static @Nullable Instant start(Decision decision) {
    Period period = decision.period();
    return period == null ? null : period.start().toInstant();
  }
}
