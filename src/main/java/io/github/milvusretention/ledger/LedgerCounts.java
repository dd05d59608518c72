package io.github.milvusretention.ledger;

import java.util.List;

/**
 * How many planned partitions of a run have which result.
 *
 * @param released those that a later run drops
 * @param failed all that are neither gone nor skipped, tried or not
 */
public record LedgerCounts(int dropped, int released, int absent, int skipped, int failed) {
  public static final LedgerCounts NONE = new LedgerCounts(0, 0, 0, 0, 0);

  public static LedgerCounts of(List<LedgerRow> rows) {
    int dropped = count(rows, State.DROPPED);
    int released = count(rows, State.RELEASED);
    int absent = count(rows, State.ABSENT);
    int skipped = count(rows, State.SKIPPED);
    int settled = dropped + released + absent + skipped;
    return new LedgerCounts(dropped, released, absent, skipped, rows.size() - settled);
  }

  /** The same once one of those that count as failed has that state. */
  public LedgerCounts with(State state) {
    return switch (state) {
      case DROPPED -> new LedgerCounts(dropped + 1, released, absent, skipped, failed - 1);
      case RELEASED -> new LedgerCounts(dropped, released + 1, absent, skipped, failed - 1);
      case ABSENT -> new LedgerCounts(dropped, released, absent + 1, skipped, failed - 1);
      case SKIPPED -> new LedgerCounts(dropped, released, absent, skipped + 1, failed - 1);
      case PLANNED, DROP_SENT, FAILED -> this;
    };
  }

  private static int count(List<LedgerRow> rows, State state) {
    return (int) rows.stream().filter(row -> row.state() == state).count();
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
        + " failed";
  }
}
