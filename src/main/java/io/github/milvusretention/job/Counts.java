package io.github.milvusretention.job;

import io.github.milvusretention.ledger.LedgerRow;
import io.github.milvusretention.ledger.State;
import java.util.List;

/**
 * A run's ledger in figures.
 *
 * @param failed whatever is neither gone nor skipped, tried or not
 */
public record Counts(int dropped, int absent, int skipped, int failed) {
  static Counts of(List<LedgerRow> rows) {
    int dropped = count(rows, State.DROPPED);
    int absent = count(rows, State.ABSENT);
    int skipped = count(rows, State.SKIPPED);
    return new Counts(dropped, absent, skipped, rows.size() - dropped - absent - skipped);
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
