package io.github.milvusretention.plan.caution;

import io.github.milvusretention.ledger.seen.SeenRows.Seen;
import io.github.milvusretention.period.Period;
import io.github.milvusretention.plan.RowCounts.Count;
import io.github.milvusretention.policy.Objection;
import io.github.milvusretention.policy.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether a partition is still written, by two counts of its rows.
 *
 * @param apart how long before now the earlier count must have been made, so that a rerun an hour
 *     later is no second night
 */
record Growth(Instant now, Duration apart) {

  /** Whether an earlier count is of use: made after the period had ended, and not just now. */
  boolean comparable(@Nullable Seen earlier, Period period) {
    return earlier != null
        && !earlier.at().isBefore(period.end().toInstant())
        && !earlier.at().isAfter(now.minus(apart));
  }

  /** The latest of the counts that is comparable; null if none is. */
  private @Nullable Seen latestComparable(@Nullable Seen counts, Period period) {
    Seen each = counts;
    while (each != null && !comparable(each, period)) {
      each = each.before();
    }
    return each;
  }

  /** Empty if it did not grow. Fewer rows are no growth: deleted ones go by and by. */
  Optional<Objection> objection(Count count, @Nullable Seen counts, Period period) {
    if (count instanceof Count.Unread unread) {
      return kept("its row count could not be read: " + unread.why());
    }
    long rows = ((Count.Rows) count).rows();
    Seen earlier = latestComparable(counts, period);
    if (earlier == null) {
      return kept(
          "no row count of an earlier night to compare its "
              + rows
              + " rows with, so that nobody knows whether it is still written");
    }
    return rows <= earlier.rows()
        ? Optional.empty()
        : Optional.of(
            new Objection(
                Verdict.STILL_WRITTEN,
                "had %s rows at %s and has %s now, although its period ended %s"
                    .formatted(
                        earlier.rows(),
                        earlier.at().truncatedTo(ChronoUnit.SECONDS),
                        rows,
                        period.end().toInstant())));
  }

  private static Optional<Objection> kept(String reason) {
    return Optional.of(new Objection(Verdict.KEPT, reason));
  }
}
