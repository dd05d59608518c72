package io.github.milvusretention.ledger;

import java.util.List;

/**
 * How many planned partitions of a run have which result.
 *
 * @param failed all that are neither gone nor skipped, tried or not
 */
public record LedgerCounts(int dropped, int absent, int skipped, int failed) {
  public static final LedgerCounts NONE = new LedgerCounts(0, 0, 0, 0);

  public static LedgerCounts of(List<LedgerRow> rows) {
    int dropped = count(rows, State.DROPPED);
    int absent = count(rows, State.ABSENT);
    int skipped = count(rows, State.SKIPPED);
    return new LedgerCounts(dropped, absent, skipped, rows.size() - dropped - absent - skipped);
  }

  /** The same once one of those that count as failed has that state. */
  public LedgerCounts with(State state) {
    return switch (state) {
      case DROPPED -> new LedgerCounts(dropped + 1, absent, skipped, failed - 1);
      case ABSENT -> new LedgerCounts(dropped, absent + 1, skipped, failed - 1);
      case SKIPPED -> new LedgerCounts(dropped, absent, skipped + 1, failed - 1);
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
        + absent
        + " absent, "
        + skipped
        + " skipped, "
        + failed
        + " failed";
  }
}
