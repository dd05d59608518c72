package io.github.milvusretention.drop.gate;

import io.github.milvusretention.clusters.LiveCollection;
import io.github.milvusretention.clusters.Pause;
import io.github.milvusretention.lease.LeaseLost;
import io.github.milvusretention.ledger.LeasedLedger;
import io.github.milvusretention.milvus.Milvus;
import io.github.milvusretention.milvus.MilvusException;
import io.github.milvusretention.run.RunFailure;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * The last checks right before a release or drop is sent. What was checked before may be old: a
 * write to the database, a wait for the call rate or a suspended process may have taken minutes.
 *
 * @param holds asked of all partitions that a call is about
 * @param clock opens the circuit if a clock was set
 * @param stopping whether the run is to stop
 * @param pause ended early if the circuit opens or the run is to stop
 */
public record SendGate(
    Milvus milvus,
    PartitionLook look,
    HoldCheck holds,
    LeasedLedger ledger,
    Circuit circuit,
    ClockCheck clock,
    BooleanSupplier stopping,
    Pause pause) {
  private static final int MAX_LOOKS = 5;

  /**
   * Waits until the call rate allows one more release or drop. Throws {@link RunFailure} if the
   * circuit opens or the run is to stop before that.
   */
  void awaitPermit() {
    Duration wait = milvus.takePermit();
    while (!wait.isZero()) {
      if (!pause.take(wait)) {
        checkMayGoOn();
      }
      wait = milvus.takePermit();
    }
  }

  /**
   * The same as {@link #objection}, after the intent was written: whatever keeps the drop from
   * being sent, its row must not say that it was.
   */
  Optional<DropResult> objectionAfterIntent(DropAttempt attempt) {
    Optional<DropResult> objection;
    try {
      objection = objection(List.of(attempt));
    } catch (RunFailure | MilvusException e) {
      ledger.withdrawIntent(attempt.row(), attempt.stateWithoutIntent());
      throw e;
    }
    if (objection.isPresent()) {
      ledger.withdrawIntent(attempt.row(), attempt.stateWithoutIntent());
    }
    return objection;
  }

  /**
   * Why nothing may be sent; empty if no partition is held, and clocks, lease, stop, circuit and
   * the look at the collection are as they must be at this very moment. Throws {@link RunFailure}
   * if the circuit is open or the run is to stop or the holds cannot be read, {@link LeaseLost},
   * and {@link MilvusException}.
   *
   * @param attempts all that the call is about, at least one, of one collection
   */
  Optional<DropResult> objection(List<DropAttempt> attempts) {
    DropAttempt attempt = attempts.get(0);
    for (int looks = 0; ; looks++) {
      clock.check();
      checkMayGoOn();
      Optional<DropResult> held = holds.objection(attempts);
      if (held.isPresent()) {
        return held;
      }
      // The look is judged last, by this machine's own clocks: nothing can take time after them.
      ledger.checkMaySend();
      if (look.isFresh()) {
        return Optional.empty();
      }
      if (looks == MAX_LOOKS) {
        return Optional.of(
            attempt.refused(
                "the server needs more than "
                    + LiveCollection.FRESH.toSeconds()
                    + " s to describe the collection, too long to be sure of it; nothing was sent",
                null));
      }
      Optional<DropResult> settled = look.lookAgain(attempt);
      if (settled.isPresent()) {
        return settled;
      }
    }
  }

  /** Throws {@link RunFailure} if the circuit is open or the run is to stop. */
  void checkMayGoOn() {
    circuit.check();
    if (stopping.getAsBoolean()) {
      throw RunFailure.stopped();
    }
  }
}
