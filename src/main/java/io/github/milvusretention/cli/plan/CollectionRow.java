package io.github.milvusretention.cli.plan;

import io.github.milvusretention.plan.ReviewedPlan;
import io.github.milvusretention.policy.Action;
import io.github.milvusretention.policy.CollectionPlan;
import io.github.milvusretention.policy.Decision;
import io.github.milvusretention.policy.Verdict;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a plan does with one collection. The four counts are all its partitions.
 *
 * @param due how many are dropped or released
 * @param held by a hold
 * @param unread whose names no pattern reads
 * @param kept for another reason
 * @param oldest the day on which the oldest period that is due begins; null if none is due
 * @param rows how many those have that are due; null if that is not known, or none is due
 */
public record CollectionRow(
    String collection,
    int due,
    int kept,
    int held,
    int unread,
    @Nullable LocalDate oldest,
    @Nullable LocalDate newest,
    @Nullable Long rows) {
  static final String[] COLUMNS = {
    "COLLECTION", "DUE", "KEPT", "HELD", "UNREAD", "OLDEST DUE", "NEWEST DUE", "ROWS DUE"
  };

  public static CollectionRow of(ReviewedPlan planned, CollectionPlan collection) {
    Map<Verdict, Integer> counts = collection.summary();
    int all = counts.values().stream().mapToInt(Integer::intValue).sum();
    int held = counts.getOrDefault(Verdict.HELD, 0);
    int unread = counts.getOrDefault(Verdict.UNRECOGNISED, 0);
    List<Decision> due =
        collection.expired().stream()
            .filter(decision -> planned.plan().action(decision) != Action.WAIT)
            .toList();
    return new CollectionRow(
        collection.database() + "." + collection.collection(),
        due.size(),
        all - due.size() - held - unread,
        held,
        unread,
        due.stream().map(CollectionRow::begin).min(Comparator.naturalOrder()).orElse(null),
        due.stream().map(CollectionRow::begin).max(Comparator.naturalOrder()).orElse(null),
        rows(planned, due));
  }

  private static LocalDate begin(Decision decision) {
    return Objects.requireNonNull(decision.period()).start().toLocalDate();
  }

  private static @Nullable Long rows(ReviewedPlan planned, List<Decision> due) {
    List<@Nullable Long> counts = due.stream().map(planned::rows).toList();
    return due.isEmpty() || counts.stream().anyMatch(Objects::isNull)
        ? null
        : counts.stream().mapToLong(Objects::requireNonNull).sum();
  }

  @Nullable Object[] cells() {
    Object counted = due > 0 && rows == null ? "unknown" : rows;
    return new @Nullable Object[] {collection, due, kept, held, unread, oldest, newest, counted};
  }
}
