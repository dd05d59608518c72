package io.github.milvusretention.drop;

import io.github.milvusretention.lease.Lease;
import io.github.milvusretention.lease.LeaseLost;
import io.github.milvusretention.lease.Leases;
import io.github.milvusretention.lease.MachineClocks;
import io.github.milvusretention.ledger.Ledger;
import io.github.milvusretention.ledger.LedgerRow;
import io.github.milvusretention.ledger.SentCall;
import io.github.milvusretention.ledger.State;
import io.github.milvusretention.milvus.Answer;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** The ledger as one execution may write it, under its lease. Used by one thread. */
public final class LeasedLedger {
  private final Ledger ledger;
  private final Leases leases;
  private final Lease lease;
  private final long executionId;
  private final MachineClocks clocks;
  private final Clock clock;
  private final List<SentCall> calls = new ArrayList<>();
  private MachineClocks.Reading standsUntil;

  public LeasedLedger(
      Ledger ledger,
      Leases leases,
      Lease lease,
      long executionId,
      MachineClocks clocks,
      Clock clock) {
    this.ledger = ledger;
    this.leases = leases;
    this.lease = lease;
    this.executionId = executionId;
    this.clocks = clocks;
    this.clock = clock;
    this.standsUntil = clocks.now();
  }

  /**
   * To be called right before a change is sent: throws {@link LeaseLost} unless the lease stands at
   * this very moment by this machine's own clock, so that a process that was suspended since its
   * last look at the database sends nothing.
   */
  void mayStillSend() {
    while (clocks.past(standsUntil)) {
      ask();
    }
  }

  /** The same, and asks the database in any case. */
  void mayStillSendByTheDatabase() {
    ask();
    mayStillSend();
  }

  private void ask() {
    MachineClocks.Reading asked = clocks.now();
    standsUntil = asked.plus(leases.remaining(lease));
  }

  /** Remembers what was answered to a release or drop; kept with the row's next write. */
  void note(Answer answer) {
    calls.add(
        new SentCall(
            clock.instant(),
            answer.route(),
            answer.outcome().name(),
            answer.httpStatus(),
            answer.code(),
            answer.message(),
            answer.took()));
  }

  /** Whether what is there under this name was made after a later run had dropped it. */
  boolean madeAnew(LedgerRow row) {
    return ledger.droppedByLaterPlan(row);
  }

  /** Writes the intent to drop, committed before this returns. */
  void dropping(LedgerRow row) {
    ledger.dropping(row, calls, executionId, lease);
    calls.clear();
  }

  void released(LedgerRow row) {
    ledger.released(row, calls, executionId, lease);
    calls.clear();
  }

  void write(LedgerRow row, DropResult fate) {
    if (fate.state() == State.DROP_SENT) {
      ledger.undecided(row, String.valueOf(fate.why()), calls, executionId, lease);
    } else {
      ledger.fate(row, fate.state(), fate.why(), calls, executionId, lease);
    }
    calls.clear();
  }
}
