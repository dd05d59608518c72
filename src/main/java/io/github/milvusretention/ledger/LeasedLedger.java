package io.github.milvusretention.ledger;

import io.github.milvusretention.lease.LeaseLost;
import io.github.milvusretention.lease.Leases;
import io.github.milvusretention.lease.MachineClocks;
import io.github.milvusretention.milvus.Answer;
import io.github.milvusretention.run.RunFailure;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The ledger as one execution may write it, under its lease. Used by one thread. */
public final class LeasedLedger {
  private final Ledger ledger;
  private final Leases leases;
  private final ExecutionLease by;
  private final MachineClocks clocks;
  private final Clock clock;
  private final Map<Long, List<SentCall>> calls = new HashMap<>();
  private MachineClocks.Reading validUntil;

  LeasedLedger(Ledger ledger, Leases leases, ExecutionLease by, MachineClocks clocks, Clock clock) {
    this.ledger = ledger;
    this.leases = leases;
    this.by = by;
    this.clocks = clocks;
    this.clock = clock;
    this.validUntil = clocks.now();
  }

  /**
   * To be called right before a change is sent: throws {@link LeaseLost} unless the lease is valid
   * at this very moment by this machine's own clock, so that a process that was suspended since its
   * last look at the database sends nothing.
   */
  public void checkMaySend() {
    while (clocks.past(validUntil)) {
      askDatabase();
    }
  }

  /** The same, and asks the database in any case, also whether the run is to stop. */
  public void checkMaySendInDatabase() {
    askDatabase();
    if (leases.stopRequested(by.lease())) {
      throw RunFailure.stopped();
    }
    checkMaySend();
  }

  private void askDatabase() {
    MachineClocks.Reading asked = clocks.now();
    validUntil = asked.plus(leases.remaining(by.lease()));
  }

  /** Remembers what was answered to a release or drop; kept with the row's next write. */
  public void note(LedgerRow row, Answer answer) {
    calls
        .computeIfAbsent(row.id(), id -> new ArrayList<>())
        .add(
            new SentCall(
                clock.instant(),
                answer.route(),
                answer.outcome().name(),
                answer.httpStatus(),
                answer.code(),
                answer.message(),
                answer.took()));
  }

  /** See {@link Ledger#droppedAfter}. */
  public Map<String, Long> droppedAfter(LedgerRow row) {
    return ledger.droppedAfter(row);
  }

  /** Writes the intent to drop, committed before this returns. */
  public void writeIntent(LedgerRow row) {
    ledger.writeIntent(row, noted(row), by);
    calls.remove(row.id());
  }

  /**
   * Takes the intent back: nothing was sent.
   *
   * @param state what the row says again
   */
  public void withdrawIntent(LedgerRow row, State state) {
    ledger.withdrawIntent(row, state, noted(row), by);
    calls.remove(row.id());
  }

  /** Whether partitions are released, or may be, which readers miss while they still exist. */
  public void writeReleased(List<LedgerRow> rows, boolean released) {
    ledger.writeReleased(rows, released, this::noted, by);
    rows.forEach(row -> calls.remove(row.id()));
  }

  /** Writes the results of attempts, all or none. */
  public void writeResults(List<RowResult> results) {
    ledger.writeResults(results, this::noted, by);
    results.forEach(result -> calls.remove(result.row().id()));
  }

  private List<SentCall> noted(LedgerRow row) {
    return calls.getOrDefault(row.id(), List.of());
  }
}
