package io.github.milvusretention.ledger;

import io.github.milvusretention.ledger.LedgerRow.Progress;
import java.util.Collection;
import java.util.Objects;
import java.util.Optional;

/**
 * What one execution did with the partitions that its run has planned.
 *
 * @param own its own results, and all that it left
 * @param earlier what earlier executions had settled
 */
public record ExecutionCounts(LedgerCounts own, int earlier) {

  /** Those of an execution that is running or has ended. */
  public static ExecutionCounts of(Collection<RowHistory> rows, long executionId) {
    LedgerCounts own = LedgerCounts.NONE;
    int earlier = 0;
    for (RowHistory row : rows) {
      Optional<Progress> left = row.at(executionId);
      if (left.isEmpty()) {
        continue;
      }
      Progress progress = left.get();
      boolean itsOwn = Objects.equals(progress.resultOf(), executionId);
      if (itsOwn && (progress.state().settled() || progress.failed())) {
        own = own.plus(progress);
      } else if (progress.state().settled()) {
        earlier++;
      } else {
        own = own.plus(State.PLANNED);
      }
    }
    return new ExecutionCounts(own, earlier);
  }

  /** How many partitions the run had planned by then. */
  public int planned() {
    return own.planned() + earlier;
  }

  @Override
  public String toString() {
    return own + (earlier == 0 ? "" : ", " + earlier + " settled by earlier executions");
  }
}
