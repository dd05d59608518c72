package io.github.milvusretention.ledger;

import io.github.milvusretention.ledger.LedgerRow.Progress;
import java.util.List;

/**
 * How many planned partitions have which result. Together they are all that are counted.
 *
 * @param released those that a later run drops
 * @param failed those whose last attempt failed, or whose drop may or may not have taken effect
 * @param left those that were not tried, or not to an end
 */
public record LedgerCounts(
    int dropped, int released, int absent, int skipped, int failed, int left) {
  public static final LedgerCounts NONE = new LedgerCounts(0, 0, 0, 0, 0, 0);

  /** Of a whole run, whichever execution it was. */
  public static LedgerCounts of(List<LedgerRow> rows) {
    LedgerCounts counts = NONE;
    for (LedgerRow row : rows) {
      counts = counts.plus(row.progress());
    }
    return counts;
  }

  /** With one more of that result. */
  public LedgerCounts plus(Progress progress) {
    return plus(progress.failed() ? State.FAILED : progress.state());
  }

  /** With one more in that state; one that may have been sent, without an error, is left. */
  public LedgerCounts plus(State state) {
    return plus(state, 1);
  }

  /** With so many more in that state. */
  LedgerCounts plus(State state, int n) {
    return switch (state) {
      case DROPPED -> new LedgerCounts(dropped + n, released, absent, skipped, failed, left);
      case RELEASED -> new LedgerCounts(dropped, released + n, absent, skipped, failed, left);
      case ABSENT -> new LedgerCounts(dropped, released, absent + n, skipped, failed, left);
      case SKIPPED -> new LedgerCounts(dropped, released, absent, skipped + n, failed, left);
      case FAILED -> new LedgerCounts(dropped, released, absent, skipped, failed + n, left);
      case PLANNED, DROP_SENT ->
          new LedgerCounts(dropped, released, absent, skipped, failed, left + n);
    };
  }

  /** All of them. */
  public int planned() {
    return dropped + released + absent + skipped + failed + left;
  }

  /** Those that are neither gone nor skipped, and for which a run has to be continued. */
  public int open() {
    return failed + left;
  }

  @Override
  public String toString() {
    return dropped
        + " dropped, "
        + (released == 0 ? "" : released + " released, ")
        + absent
        + " absent, "
        + skipped
        + " skipped, "
        + failed
        + " failed"
        + (left == 0 ? "" : ", " + left + " left");
  }
}
