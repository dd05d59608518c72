package io.github.milvusretention.drop.gate;

import io.github.milvusretention.ledger.LeasedLedger;
import io.github.milvusretention.ledger.LedgerRow;
import io.github.milvusretention.milvus.Answer;
import io.github.milvusretention.milvus.LoadState;
import io.github.milvusretention.milvus.Milvus;
import io.github.milvusretention.milvus.MilvusException;
import io.github.milvusretention.policy.Address;
import io.github.milvusretention.run.CrashPoint;
import io.github.milvusretention.run.CrashPoints;
import io.github.milvusretention.run.RunFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Sends releases and drops, each after its last checks; the only place in the program that does.
 * Throws {@link RunFailure} if the circuit is open or the run is to stop, and {@link
 * MilvusException} if the checks fail; nothing was sent then.
 */
public final class DropCalls {
  private final Milvus milvus;
  private final PartitionLook look;
  private final StillReleased stillReleased;
  private final SendGate gate;
  private final LeasedLedger ledger;
  private final Consumer<Address> begins;
  private final CrashPoints crashPoints;

  /**
   * @param begins told of each partition before its drop
   */
  public DropCalls(
      Milvus milvus,
      PartitionLook look,
      StillReleased stillReleased,
      SendGate gate,
      LeasedLedger ledger,
      Consumer<Address> begins,
      CrashPoints crashPoints) {
    this.milvus = milvus;
    this.look = look;
    this.stillReleased = stillReleased;
    this.gate = gate;
    this.ledger = ledger;
    this.begins = begins;
    this.crashPoints = crashPoints;
  }

  /**
   * One call.
   *
   * @param answer null if nothing was sent
   * @param unsent why nothing was sent; null if it was
   */
  public record Sent(@Nullable Answer answer, @Nullable DropResult unsent) {
    private static Sent answered(Answer answer) {
      return new Sent(answer, null);
    }

    private static Sent nothing(DropResult why) {
      return new Sent(null, why);
    }
  }

  /**
   * Releases partitions of one collection by one call, which counts as one for the call rate. Those
   * that are known to be released afterwards are marked and written as such.
   *
   * <p>One that an earlier run released is not released again: somebody else loaded it.
   *
   * @param attempts at least one
   */
  public Sent release(List<DropAttempt> attempts) {
    DropAttempt any = attempts.get(0);
    if (any.waited()) {
      return Sent.nothing(StillReleased.loadedAgain(any.row()));
    }
    gate.awaitPermit();
    Optional<DropResult> recreated = look.ifRecreated(any);
    if (recreated.isPresent()) {
      return Sent.nothing(recreated.get());
    }
    // Before the call: whoever continues after a crash must know what may be missing to readers.
    mark(attempts, true);
    Optional<DropResult> objection = objection(attempts);
    if (objection.isPresent()) {
      return Sent.nothing(objection.get());
    }
    Address address = any.row().address();
    List<String> names = attempts.stream().map(DropAttempt::partition).toList();
    Answer answer = milvus.release(address.database(), address.collection(), names);
    attempts.forEach(attempt -> ledger.note(attempt.row(), answer));
    crashPoints.reached(CrashPoint.RELEASE_ANSWERED);
    List<DropAttempt> released = List.of();
    try {
      released = released(attempts, answer);
    } finally {
      List<DropAttempt> known = released;
      mark(attempts.stream().filter(attempt -> !known.contains(attempt)).toList(), false);
      mark(known, true);
    }
    crashPoints.reached(CrashPoint.RELEASE_WRITTEN);
    return Sent.answered(answer);
  }

  private List<DropAttempt> released(List<DropAttempt> attempts, Answer answer) {
    boolean one = attempts.size() == 1;
    return switch (answer.outcome()) {
      case SUCCESS -> attempts;
      // The release may still be in progress; a drop before its end would only be refused.
      case UNKNOWN ->
          one ? (notLoaded(attempts.get(0)) ? attempts : List.of()) : unloaded(attempts);
      // Somebody else dropped it, which the confirmation of the drop will show.
      case PARTITION_GONE -> one ? attempts : List.of();
      default -> List.of();
    };
  }

  /** With what was sent for them, so that it is told of each whatever happens next. */
  private void mark(List<DropAttempt> attempts, boolean released) {
    if (attempts.isEmpty()) {
      return;
    }
    attempts.forEach(attempt -> attempt.setReleased(released));
    ledger.writeReleased(attempts.stream().map(DropAttempt::row).toList(), released);
  }

  /** If nothing is sent, nothing is marked as released. */
  private Optional<DropResult> objection(List<DropAttempt> attempts) {
    Optional<DropResult> objection;
    try {
      ledger.checkMaySendInDatabase();
      objection = gate.objection(attempts);
    } catch (RunFailure | MilvusException e) {
      mark(attempts, false);
      throw e;
    }
    if (objection.isPresent()) {
      mark(attempts, false);
    }
    return objection;
  }

  /**
   * Those of which not only the drop has to be sent. Where the server limits releases and drops
   * together, a release that is not needed would use up what the drop needs.
   */
  public List<DropAttempt> unreleased(List<DropAttempt> attempts) {
    List<DropAttempt> earlier =
        attempts.stream()
            .filter(attempt -> !attempt.released() && attempt.row().progress().released())
            .toList();
    unloaded(earlier).forEach(attempt -> attempt.setReleased(true));
    return attempts.stream().filter(attempt -> !attempt.released()).toList();
  }

  /**
   * Those that the server says are not loaded, asked name by name: the state of several together
   * means nothing. The first that cannot be read ends the questions, each of which may take the
   * whole retry budget; a second release does no harm.
   */
  private List<DropAttempt> unloaded(List<DropAttempt> attempts) {
    List<DropAttempt> unloaded = new ArrayList<>();
    for (DropAttempt attempt : attempts) {
      try {
        if (notLoaded(attempt)) {
          unloaded.add(attempt);
        }
      } catch (MilvusException e) {
        if (e.outcome().clusterUnusable()) {
          throw e;
        }
        break;
      }
    }
    return unloaded;
  }

  private boolean notLoaded(DropAttempt attempt) {
    Address address = attempt.row().address();
    return milvus.loadState(address.database(), address.collection(), address.partition())
        == LoadState.NOT_LOADED;
  }

  /** Drops one partition, after its intent was written. */
  public Sent drop(DropAttempt attempt) {
    LedgerRow row = attempt.row();
    begins.accept(row.address());
    gate.awaitPermit();
    // A release, or waiting for the call rate, may take minutes: look again before the intent.
    Optional<DropResult> settled = look.beforeIntent(attempt);
    if (settled.isEmpty()) {
      settled = stillReleased.objection(attempt);
    }
    if (settled.isPresent()) {
      return Sent.nothing(settled.get());
    }
    gate.checkMayGoOn();
    ledger.writeIntent(row);
    crashPoints.reached(CrashPoint.INTENT_WRITTEN);
    Optional<DropResult> objection = gate.objectionAfterIntent(attempt);
    if (objection.isPresent()) {
      return Sent.nothing(objection.get());
    }
    Address address = row.address();
    Answer answer = milvus.drop(address.database(), address.collection(), address.partition());
    ledger.note(row, answer);
    crashPoints.reached(CrashPoint.DROP_ANSWERED);
    return Sent.answered(answer);
  }
}
