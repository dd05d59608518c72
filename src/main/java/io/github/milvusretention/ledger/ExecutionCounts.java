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
  /** Of one that planned nothing. */
  public static final ExecutionCounts NONE = new ExecutionCounts(LedgerCounts.NONE, 0);

  /**
   * Rows that count in the same way.
   *
   * @param state in which the execution left them
   * @param erred whether they have an error
   * @param itsOwn whether that is the execution's result
   */
  public record Alike(State state, boolean erred, boolean itsOwn, int rows) {
    /** Whether an attempt failed, or it is not known whether it took effect. */
    boolean failed() {
      return state == State.FAILED || (state == State.DROP_SENT && erred);
    }
  }

  /** Those of an execution that is running or has ended. */
  public static ExecutionCounts of(Collection<RowHistory> rows, long executionId) {
    ExecutionCounts counts = NONE;
    for (RowHistory row : rows) {
      Optional<Progress> left = row.at(executionId);
      if (left.isPresent()) {
        Progress progress = left.get();
        boolean itsOwn = Objects.equals(progress.resultOf(), executionId);
        counts = counts.plus(new Alike(progress.state(), progress.error() != null, itsOwn, 1));
      }
    }
    return counts;
  }

  /** With what those rows are for it. */
  public ExecutionCounts plus(Alike some) {
    if (some.itsOwn() && (some.state().settled() || some.failed())) {
      State result = some.failed() ? State.FAILED : some.state();
      return new ExecutionCounts(own.plus(result, some.rows()), earlier);
    }
    return some.state().settled()
        ? new ExecutionCounts(own, earlier + some.rows())
        : new ExecutionCounts(own.plus(State.PLANNED, some.rows()), earlier);
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
