package io.github.milvusretention.cli.evidence;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.github.milvusretention.cli.output.Table;
import io.github.milvusretention.ledger.LedgerRow;
import io.github.milvusretention.ledger.RowEvidence;
import io.github.milvusretention.ledger.State;
import io.github.milvusretention.policy.Action;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One planned partition as JSON, and as lines of a table. */
record RowDetail(
    @JsonUnwrapped Place place,
    @JsonUnwrapped Result result,
    @JsonUnwrapped Grounds grounds,
    List<CallDetail> calls) {

  record Place(String cluster, String database, String collection, String partition) {
    @Override
    public String toString() {
      return database + "." + collection + "/" + partition;
    }
  }

  /**
   * What came of it.
   *
   * @param releasedAt when it was confirmed as released, by a run that waits for a grace to end;
   *     null if none did
   */
  record Result(
      Action action,
      State state,
      boolean released,
      @Nullable String releasedAt,
      String period,
      @Nullable Long rows,
      int attempts,
      @Nullable String error,
      String updated,
      long lastExecutionId) {
    String releasedInWords() {
      if (releasedAt != null) {
        return releasedAt;
      }
      return released ? "yes" : "no";
    }
  }

  /**
   * Why it was planned.
   *
   * @param reason null if an earlier version of this program planned it, like {@code expires}
   * @param waited why it waited for the person who accepted it; null if it did not
   */
  record Grounds(
      String collectionId,
      @Nullable String reason,
      @Nullable String expires,
      @Nullable String waited) {}

  static RowDetail of(RowEvidence evidence) {
    LedgerRow row = evidence.row();
    return new RowDetail(
        new Place(
            row.address().cluster(),
            row.address().database(),
            row.address().collection(),
            row.address().partition()),
        new Result(
            row.action(),
            row.state(),
            row.progress().released(),
            row.releasedAt() == null ? null : row.releasedAt().toString(),
            row.periodStart() + "/" + row.periodEnd(),
            row.rows(),
            row.progress().attempts(),
            row.error(),
            row.progress().updated().toString(),
            row.progress().executionId()),
        new Grounds(row.collectionId(), evidence.reason(), evidence.expires(), row.waited()),
        evidence.calls().stream().map(CallDetail::of).toList());
  }

  /** Why it was planned and what was sent, below the row of the partition. */
  void notes(Table table) {
    if (grounds.reason() != null) {
      table.note("  because " + grounds.reason());
    }
    if (grounds.waited() != null) {
      table.note("  kept until a person accepted: " + grounds.waited());
    }
    calls.forEach(call -> table.note(call.line()));
    if (calls.isEmpty() && result.attempts() > 0) {
      table.note("  the calls that were sent were removed with their run, by purge");
    }
  }
}
