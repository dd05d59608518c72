package io.github.milvusretention.drop;

import io.github.milvusretention.ledger.LedgerRow;
import io.github.milvusretention.milvus.Answer;
import io.github.milvusretention.milvus.LoadState;
import io.github.milvusretention.milvus.Milvus;
import io.github.milvusretention.milvus.MilvusException;
import io.github.milvusretention.milvus.Outcome;
import io.github.milvusretention.milvus.Retries;
import io.github.milvusretention.milvus.Tries;
import io.github.milvusretention.policy.Address;
import io.github.milvusretention.policy.Listing;
import io.github.milvusretention.run.CrashPoint;
import io.github.milvusretention.run.CrashPoints;
import io.github.milvusretention.run.RunFailure;
import java.time.Duration;
import java.util.Optional;

/**
 * Takes one planned partition to its fate: look, release, write the intent, drop, confirm. The only
 * place in the program that sends a release or a drop. Where the server asks to come back later, or
 * a drop showed no effect, all of it is tried again from the first look, within the retry budget.
 */
final class PartitionDrop {
  private static final int RELEASES = 3;
  private static final int LOOKS = 3;

  private final Milvus milvus;
  private final LiveCollection live;
  private final Eligibility eligibility;
  private final LeasedLedger ledger;
  private final Circuit circuit;
  private final Pause pause;
  private final CrashPoints moments;

  PartitionDrop(
      Milvus milvus,
      LiveCollection live,
      Eligibility eligibility,
      LeasedLedger ledger,
      Circuit circuit,
      Pause pause,
      CrashPoints moments) {
    this.milvus = milvus;
    this.live = live;
    this.eligibility = eligibility;
    this.ledger = ledger;
    this.circuit = circuit;
    this.pause = pause;
    this.moments = moments;
  }

  /**
   * The fate of the partition; the caller writes it. Throws {@link RunFailure} if the circuit
   * opened before anything was sent.
   */
  DropResult of(LedgerRow row) {
    DropAttempt way = new DropAttempt(row);
    Tries tries = Tries.of(Retries.ofChanges(milvus.cluster().retryBudget()));
    if (way.sent()) {
      live.forget();
    }
    DropResult before = null;
    while (true) {
      TryResult done;
      try {
        done = lookAndDrop(way);
      } catch (RunFailure circuitOpened) {
        if (before == null) {
          throw circuitOpened;
        }
        return before;
      }
      Answer answer = done.again();
      if (answer == null) {
        return done.fate();
      }
      Optional<Duration> wait = tries.after(answer);
      if (wait.isEmpty() || !pause.take(wait.get())) {
        return done.fate().triedTimes(tries.failures());
      }
      before = done.fate().triedTimes(tries.failures());
      live.forget();
    }
  }

  private TryResult lookAndDrop(DropAttempt way) {
    try {
      Optional<DropResult> settled = look(way);
      return settled.isPresent() ? TryResult.over(settled.get()) : releaseAndDrop(way);
    } catch (MilvusException e) {
      live.forget();
      return TryResult.over(way.refused(e.getMessage(), e.outcome()));
    }
  }

  /** Empty if the partition is there and may go. */
  private Optional<DropResult> look(DropAttempt way) {
    Listing listing;
    try {
      listing = live.listing();
    } catch (MilvusException e) {
      if (e.outcome().collectionMissing() && live.confirmedGone()) {
        return Optional.of(DropResult.COLLECTION_GONE);
      }
      throw e;
    }
    Optional<DropResult> newcomer = anotherCollection(way.row(), listing.id());
    if (newcomer.isPresent()) {
      return newcomer;
    }
    String partition = way.row().address().partition();
    if (!listing.partitions().contains(partition)) {
      if (!live.gone(partition)) {
        return Optional.of(
            way.refused(
                "the server's list and its answer for this name disagree; left alone", null));
      }
      return Optional.of(live.collectionGone() ? DropResult.COLLECTION_GONE : way.vanished());
    }
    return ledger.madeAnew(way.row())
        ? Optional.of(
            DropResult.skipped("a later run dropped it; what has its name now was made anew"))
        : eligibility.objection(way.row(), listing).map(DropResult::skipped);
  }

  private TryResult releaseAndDrop(DropAttempt way) {
    boolean loaded = live.info().loaded();
    for (int round = 1; ; round++) {
      Optional<TryResult> unreleased = loaded ? release(way) : Optional.empty();
      if (unreleased.isPresent()) {
        return unreleased.get();
      }
      milvus.awaitPermit();
      // A release or a turn may take minutes: look once more, close to the one call that cannot be
      // undone.
      Optional<DropResult> newcomer = anotherCollection(way.row(), live.info().id());
      if (newcomer.isPresent()) {
        return TryResult.over(newcomer.get());
      }
      Answer answer = drop(way);
      TryResult judged = judge(way, answer);
      loaded = answer.outcome() == Outcome.LOADED && !judged.fate().state().settled();
      if (!loaded || round == RELEASES) {
        return judged;
      }
    }
  }

  /** Empty if the partition is released. */
  private Optional<TryResult> release(DropAttempt way) {
    milvus.awaitPermit();
    Optional<DropResult> newcomer = anotherCollection(way.row(), live.info().id());
    if (newcomer.isPresent()) {
      return newcomer.map(TryResult::over);
    }
    circuit.check();
    ledger.mayStillSendByTheDatabase();
    Address address = way.row().address();
    Answer answer = milvus.release(address.database(), address.collection(), address.partition());
    ledger.note(answer);
    moments.reached(CrashPoint.RELEASE_ANSWERED);
    boolean released =
        switch (answer.outcome()) {
          case SUCCESS -> true;
          // The server may still be at it; a drop before it is done would only be refused.
          case UNKNOWN -> notLoaded(address);
          // Somebody else dropped it meanwhile; the drop's own look will tell.
          case PARTITION_GONE -> true;
          default -> false;
        };
    if (!released) {
      return Optional.of(refused(way, answer));
    }
    ledger.released(way.row());
    moments.reached(CrashPoint.RELEASE_WRITTEN);
    return Optional.empty();
  }

  private boolean notLoaded(Address address) {
    return milvus.loadState(address.database(), address.collection(), address.partition())
        == LoadState.NOT_LOADED;
  }

  private Answer drop(DropAttempt way) {
    circuit.check();
    ledger.dropping(way.row());
    moments.reached(CrashPoint.INTENT_WRITTEN);
    ledger.mayStillSend();
    Address address = way.row().address();
    Answer answer = milvus.drop(address.database(), address.collection(), address.partition());
    ledger.note(answer);
    moments.reached(CrashPoint.DROP_ANSWERED);
    return answer;
  }

  /** Neither a yes nor a no nor a silence is believed: the server's list decides. */
  private TryResult judge(DropAttempt way, Answer answer) {
    if (answer.outcome() == Outcome.UNREACHABLE) {
      return refused(way, answer);
    }
    boolean gone;
    try {
      gone = seenGone(way, answer);
    } catch (MilvusException e) {
      live.forget();
      way.mayStillTakeEffect();
      String unseen = "a drop was sent, and its effect could not be seen: " + e.getMessage();
      return TryResult.over(DropResult.undecided(unseen, e.outcome()));
    }
    DropResult ifGone = answer.outcome().nothingToDrop() ? way.vanished() : DropResult.DROPPED;
    way.dropSent();
    if (gone) {
      moments.reached(CrashPoint.DROP_CONFIRMED);
      return TryResult.over(live.collectionGone() ? DropResult.COLLECTION_GONE : ifGone);
    }
    return switch (answer.outcome()) {
      case SUCCESS -> {
        way.mayStillTakeEffect();
        String why = "the server said it was dropped, yet still lists it";
        yield TryResult.again(way.refused(why, answer.outcome()), answer);
      }
      case UNKNOWN -> {
        way.mayStillTakeEffect();
        String why = text(answer) + "; it is still listed, and the drop may yet happen";
        yield TryResult.again(way.refused(why, answer.outcome()), answer);
      }
      default -> refused(way, answer);
    };
  }

  /** A no is looked through at once, a yes or a silence with some patience. */
  private boolean seenGone(DropAttempt way, Answer answer) {
    boolean effectMayBeLate =
        answer.outcome() == Outcome.SUCCESS || answer.outcome() == Outcome.UNKNOWN;
    Duration wait = Duration.ofMillis(250);
    for (int look = 1; look <= LOOKS; look++) {
      if (live.gone(way.row().address().partition())) {
        return true;
      }
      if (!effectMayBeLate || look == LOOKS || !pause.take(wait)) {
        break;
      }
      wait = wait.multipliedBy(4);
    }
    return false;
  }

  private static TryResult refused(DropAttempt way, Answer answer) {
    DropResult fate = way.refused(text(answer), answer.outcome());
    return answer.outcome().isTransient() ? TryResult.again(fate, answer) : TryResult.over(fate);
  }

  /** SKIPPED if the collection of that name is not the planned one; empty if it is. */
  static Optional<DropResult> anotherCollection(LedgerRow row, String id) {
    return id.equals(row.collectionId())
        ? Optional.empty()
        : Optional.of(
            DropResult.skipped(
                "the collection was created anew since the plan (id "
                    + row.collectionId()
                    + " then, "
                    + id
                    + " now); this is other data"));
  }

  private static String text(Answer answer) {
    return answer.route() + ": " + answer.describe();
  }
}
