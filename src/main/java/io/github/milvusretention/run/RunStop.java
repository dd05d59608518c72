package io.github.milvusretention.run;

import io.github.milvusretention.lease.MachineClocks;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * Whether one run was asked to stop, by a signal to its process or through its lease. Safe for
 * several threads.
 */
public final class RunStop {
  /** How long an answer of the database counts. */
  static final Duration FRESH = Duration.ofSeconds(1);

  private final StopSignal signal;
  private final BooleanSupplier database;
  private final MachineClocks clocks;
  private MachineClocks.Reading freshUntil;
  private boolean requested;

  /**
   * @param database asks the database whether a stop of this run was requested
   */
  RunStop(StopSignal signal, BooleanSupplier database, MachineClocks clocks) {
    this.signal = signal;
    this.database = database;
    this.clocks = clocks;
    this.freshUntil = clocks.now();
  }

  /** Asks the database at most once in a second, and never again once a stop was requested. */
  public boolean requested() {
    return signal.requested() || requestedInDatabase(false);
  }

  /** The same, and asks the database in any case. */
  public boolean requestedNow() {
    return signal.requested() || requestedInDatabase(true);
  }

  private synchronized boolean requestedInDatabase(boolean now) {
    if (!requested && (now || clocks.past(freshUntil))) {
      // The clock starts before the question: an answer that took long is already old.
      MachineClocks.Reading asked = clocks.now();
      requested = database.getAsBoolean();
      freshUntil = asked.plus(FRESH);
    }
    return requested;
  }

  /** Throws a {@link RunFailure} once a stop was requested. */
  public void check() {
    if (requested()) {
      throw RunFailure.stopped();
    }
  }
}
