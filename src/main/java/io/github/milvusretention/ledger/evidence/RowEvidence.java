package io.github.milvusretention.ledger.evidence;

import io.github.milvusretention.ledger.LedgerRow;
import io.github.milvusretention.ledger.RowHistory;
import io.github.milvusretention.ledger.SentCall;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is recorded of one planned partition.
 *
 * @param reason why it was due; null if an earlier version of this program planned it
 * @param expires since when, ISO date-time with offset; null likewise
 * @param calls every release and drop that was sent for it, in that order; those of purged runs are
 *     no longer there
 */
public record RowEvidence(
    PlanEvidence plan,
    RowHistory history,
    @Nullable String reason,
    @Nullable String expires,
    List<Call> calls) {
  public RowEvidence {
    calls = List.copyOf(calls);
  }

  /** As it is now. */
  public LedgerRow row() {
    return history.row();
  }

  RowEvidence with(List<LedgerRow.Progress> earlier) {
    return new RowEvidence(plan, new RowHistory(row(), earlier), reason, expires, calls);
  }

  /**
   * @param executionId which execution sent it
   */
  public record Call(long executionId, SentCall sent) {}
}
