package io.github.milvusretention.ledger;

import io.github.milvusretention.policy.Action;
import io.github.milvusretention.policy.Address;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One planned partition and the progress of its drop.
 *
 * @param collectionId the collection's id when it was planned
 * @param periodStart ISO date-time with offset, inclusive
 * @param periodEnd ISO date-time with offset, exclusive
 * @param rows the server's row count when planned; null if it was not known
 * @param action RELEASE or DROP, as planned
 * @param waited why it waited for the person who accepted it; null if it did not
 * @param server host and port of its cluster when it was planned; null in rows of earlier versions
 */
public record LedgerRow(
    long id,
    Address address,
    String collectionId,
    String periodStart,
    String periodEnd,
    @Nullable Long rows,
    Action action,
    @Nullable String waited,
    @Nullable String server,
    Progress progress) {

  /**
   * What changes in a row.
   *
   * @param released whether we released it: while it still exists, readers miss it
   * @param attempts how many times a drop was sent
   * @param error the last thing that went wrong, or why it was skipped; null if nothing
   * @param executionId the execution that last wrote the row
   * @param releasedAt when its release was confirmed: by this row if it is RELEASED, by an earlier
   *     one if it is dropped after a grace; null otherwise
   * @param resultOf the execution whose result state and error are; null as long as there is none
   */
  public record Progress(
      State state,
      boolean released,
      int attempts,
      @Nullable String error,
      long executionId,
      Instant updated,
      @Nullable Instant releasedAt,
      @Nullable Long resultOf) {

    /** Of one that no run has kept released. */
    public Progress(
        State state,
        boolean released,
        int attempts,
        @Nullable String error,
        long executionId,
        Instant updated) {
      this(
          state,
          released,
          attempts,
          error,
          executionId,
          updated,
          null,
          state == State.PLANNED ? null : executionId);
    }

    /** Whether an attempt failed, or it is not known whether it took effect. */
    public boolean failed() {
      return state == State.FAILED || (state == State.DROP_SENT && error != null);
    }
  }

  /** One that is to be dropped. */
  public LedgerRow(
      long id,
      Address address,
      String collectionId,
      String periodStart,
      String periodEnd,
      @Nullable Long rows,
      Progress progress) {
    this(
        id, address, collectionId, periodStart, periodEnd, rows, Action.DROP, null, null, progress);
  }

  public State state() {
    return progress.state();
  }

  /** Null unless the server confirmed its release, see {@link Progress}. */
  public @Nullable Instant releasedAt() {
    return progress.releasedAt();
  }

  /** Null if nothing went wrong and nothing was skipped. */
  public @Nullable String error() {
    return progress.error();
  }
}
