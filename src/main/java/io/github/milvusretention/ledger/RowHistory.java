package io.github.milvusretention.ledger;

import io.github.milvusretention.ledger.LedgerRow.Progress;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A row of the ledger as it is now and as earlier executions left it.
 *
 * @param earlier in no particular order; one may be what the row says now
 */
public record RowHistory(LedgerRow row, List<Progress> earlier) {
  public RowHistory {
    earlier = List.copyOf(earlier);
  }

  /** As that execution left it, or has it now; empty if it was planned later. */
  public Optional<Progress> at(long executionId) {
    return Stream.concat(earlier.stream(), Stream.of(row.progress()))
        .filter(progress -> progress.executionId() <= executionId)
        .max(Comparator.comparingLong(Progress::executionId));
  }

  /** What the row says now, if a later execution than that has written it. */
  public Optional<Progress> since(long executionId) {
    return Optional.of(row.progress()).filter(now -> now.executionId() > executionId);
  }
}
