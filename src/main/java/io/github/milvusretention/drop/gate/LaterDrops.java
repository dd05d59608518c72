package io.github.milvusretention.drop.gate;

import io.github.milvusretention.ledger.LeasedLedger;
import io.github.milvusretention.ledger.LedgerRow;
import java.util.Map;

/**
 * Whether a later run has dropped a planned partition: the current one of its name was created
 * after that. Read once for each list of the server, since what was dropped after the list was made
 * is still in it. For one thread, and the rows of one collection.
 */
public final class LaterDrops {
  private final LeasedLedger ledger;
  private Map<String, Long> dropped = Map.of();
  private long after = Long.MAX_VALUE;
  private int list = -1;

  public LaterDrops(LeasedLedger ledger) {
    this.ledger = ledger;
  }

  /**
   * @param lists the number of the list that shows the partition
   */
  boolean include(LedgerRow row, int lists) {
    if (list != lists || row.id() < after) {
      dropped = ledger.droppedAfter(row);
      after = row.id();
      list = lists;
    }
    Long last = dropped.get(row.address().partition());
    return last != null && last > row.id();
  }
}
