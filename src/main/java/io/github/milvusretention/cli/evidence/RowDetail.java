package io.github.milvusretention.cli.evidence;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.github.milvusretention.cli.output.Table;
import io.github.milvusretention.ledger.LedgerRow;
import io.github.milvusretention.ledger.State;
import io.github.milvusretention.ledger.evidence.RowEvidence;
import io.github.milvusretention.policy.Action;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One planned partition as JSON, and as lines of a table.
 *
 * @param since what a later execution wrote; null if none did
 */
public record RowDetail(
    @JsonUnwrapped Place place,
    @JsonUnwrapped Result result,
    @JsonUnwrapped Grounds grounds,
    List<CallDetail> calls,
    @Nullable Since since) {

  public record Place(String cluster, String database, String collection, String partition) {
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
   * @param lastExecutionId which last wrote it, for example that it is released
   * @param executionId whose result the state is; null as long as there is none
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
      long lastExecutionId,
      @Nullable Long executionId) {
    /** Whether it is counted there: failed is also one whose drop may have taken effect. */
    boolean counts(State among) {
      return state == among || among == State.FAILED && state == State.DROP_SENT && error != null;
    }

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

  /** What later executions made of it, by the names of {@link Result}. */
  record Since(
      State state,
      boolean released,
      @Nullable String releasedAt,
      int attempts,
      @Nullable String error,
      String updated,
      long lastExecutionId,
      @Nullable Long executionId) {
    static Since of(LedgerRow.Progress now, Moments moments) {
      return new Since(
          now.state(),
          now.released(),
          moments.textOrNull(now.releasedAt()),
          now.attempts(),
          now.error(),
          moments.text(now.updated()),
          now.executionId(),
          now.resultOf());
    }
  }

  /** As it is now, with all calls. */
  static RowDetail now(RowEvidence evidence, Moments moments) {
    return of(evidence, evidence.row().progress(), null, evidence.calls(), moments);
  }

  /** As an execution left it, with the calls that it sent; empty if it was planned later. */
  static Optional<RowDetail> leftBy(long executionId, RowEvidence evidence, Moments moments) {
    Since since =
        evidence.history().since(executionId).map(now -> Since.of(now, moments)).orElse(null);
    List<RowEvidence.Call> calls =
        evidence.calls().stream().filter(call -> call.executionId() == executionId).toList();
    return evidence
        .history()
        .at(executionId)
        .map(progress -> of(evidence, progress, since, calls, moments));
  }

  private static RowDetail of(
      RowEvidence evidence,
      LedgerRow.Progress progress,
      @Nullable Since since,
      List<RowEvidence.Call> calls,
      Moments moments) {
    LedgerRow row = evidence.row();
    return new RowDetail(
        new Place(
            row.address().cluster(),
            row.address().database(),
            row.address().collection(),
            row.address().partition()),
        new Result(
            row.action(),
            progress.state(),
            progress.released(),
            moments.textOrNull(progress.releasedAt()),
            row.periodStart() + "/" + row.periodEnd(),
            row.rows(),
            progress.attempts(),
            progress.error(),
            moments.text(progress.updated()),
            progress.executionId(),
            progress.resultOf()),
        new Grounds(row.collectionId(), evidence.reason(), evidence.expires(), row.waited()),
        calls.stream().map(call -> CallDetail.of(call, moments)).toList(),
        since);
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
    if (since != null) {
      table.note(
          "  since then "
              + since.state()
              + " by execution "
              + since.lastExecutionId()
              + " at "
              + since.updated()
              + (since.error() == null ? "" : ": " + since.error()));
    }
  }
}
