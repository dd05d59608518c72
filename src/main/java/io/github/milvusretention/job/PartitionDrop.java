package io.github.milvusretention.job;

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
  private final Moments moments;

  PartitionDrop(
      Milvus milvus,
      LiveCollection live,
      Eligibility eligibility,
      LeasedLedger ledger,
      Circuit circuit,
      Pause pause,
      Moments moments) {
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
  Fate of(LedgerRow row) {
    OnItsWay way = new OnItsWay(row);
    Tries tries = Tries.of(Retries.ofChanges(milvus.cluster().retryBudget()));
    if (way.sent()) {
      live.forget();
    }
    Fate before = null;
    while (true) {
      Try done;
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

  private Try lookAndDrop(OnItsWay way) {
    try {
      Optional<Fate> settled = look(way);
      return settled.isPresent() ? Try.over(settled.get()) : releaseAndDrop(way);
    } catch (MilvusException e) {
      live.forget();
      return Try.over(way.refused(e.getMessage(), e.outcome()));
    }
  }

  /** Empty if the partition is there and may go. */
  private Optional<Fate> look(OnItsWay way) {
    Listing listing;
    try {
      listing = live.listing();
    } catch (MilvusException e) {
      if (LiveCollection.absent(e) && live.confirmedGone()) {
        return Optional.of(Fate.COLLECTION_GONE);
      }
      throw e;
    }
    Optional<Fate> newcomer = anotherCollection(way.row(), listing.id());
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
      return Optional.of(live.collectionGone() ? Fate.COLLECTION_GONE : way.vanished());
    }
    return ledger.madeAnew(way.row())
        ? Optional.of(Fate.skipped("a later run dropped it; what has its name now was made anew"))
        : eligibility.objection(way.row(), listing).map(Fate::skipped);
  }

  private Try releaseAndDrop(OnItsWay way) {
    boolean loaded = live.info().loaded();
    for (int round = 1; ; round++) {
      Optional<Try> unreleased = loaded ? release(way) : Optional.empty();
      if (unreleased.isPresent()) {
        return unreleased.get();
      }
      milvus.awaitTurn();
      // A release or a turn may take minutes: look once more, close to the one call that cannot be
      // undone.
      Optional<Fate> newcomer = anotherCollection(way.row(), live.info().id());
      if (newcomer.isPresent()) {
        return Try.over(newcomer.get());
      }
      Answer answer = drop(way);
      Try judged = judge(way, answer);
      loaded = answer.outcome() == Outcome.LOADED && !judged.fate().state().settled();
      if (!loaded || round == RELEASES) {
        return judged;
      }
    }
  }

  /** Empty if the partition is released. */
  private Optional<Try> release(OnItsWay way) {
    milvus.awaitTurn();
    Optional<Fate> newcomer = anotherCollection(way.row(), live.info().id());
    if (newcomer.isPresent()) {
      return newcomer.map(Try::over);
    }
    circuit.check();
    ledger.mayStillSendByTheDatabase();
    Address address = way.row().address();
    Answer answer = milvus.release(address.database(), address.collection(), address.partition());
    ledger.note(answer);
    moments.reached(Moment.RELEASE_ANSWERED);
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
    moments.reached(Moment.RELEASE_WRITTEN);
    return Optional.empty();
  }

  private boolean notLoaded(Address address) {
    return milvus.loadState(address.database(), address.collection(), address.partition())
        == LoadState.NOT_LOADED;
  }

  private Answer drop(OnItsWay way) {
    circuit.check();
    ledger.dropping(way.row());
    moments.reached(Moment.INTENT_WRITTEN);
    ledger.mayStillSend();
    Address address = way.row().address();
    Answer answer = milvus.drop(address.database(), address.collection(), address.partition());
    ledger.note(answer);
    moments.reached(Moment.DROP_ANSWERED);
    return answer;
  }

  /** Neither a yes nor a no nor a silence is believed: the server's list decides. */
  private Try judge(OnItsWay way, Answer answer) {
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
      return Try.over(Fate.undecided(unseen, e.outcome()));
    }
    Fate ifGone = goneBefore(answer) ? way.vanished() : Fate.DROPPED;
    way.dropSent();
    if (gone) {
      moments.reached(Moment.DROP_CONFIRMED);
      return Try.over(live.collectionGone() ? Fate.COLLECTION_GONE : ifGone);
    }
    return switch (answer.outcome()) {
      case SUCCESS -> {
        way.mayStillTakeEffect();
        String why = "the server said it was dropped, yet still lists it";
        yield Try.again(way.refused(why, answer.outcome()), answer);
      }
      case UNKNOWN -> {
        way.mayStillTakeEffect();
        String why = text(answer) + "; it is still listed, and the drop may yet happen";
        yield Try.again(way.refused(why, answer.outcome()), answer);
      }
      default -> refused(way, answer);
    };
  }

  /** A no is looked through at once, a yes or a silence with some patience. */
  private boolean seenGone(OnItsWay way, Answer answer) {
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

  /** Somebody else was faster: the server itself says that there was nothing to drop. */
  private static boolean goneBefore(Answer answer) {
    return switch (answer.outcome()) {
      case PARTITION_GONE, COLLECTION_GONE, DATABASE_GONE -> true;
      default -> false;
    };
  }

  private static Try refused(OnItsWay way, Answer answer) {
    Fate fate = way.refused(text(answer), answer.outcome());
    return answer.outcome().mayPass() ? Try.again(fate, answer) : Try.over(fate);
  }

  /** SKIPPED if the collection of that name is not the planned one; empty if it is. */
  static Optional<Fate> anotherCollection(LedgerRow row, String id) {
    return id.equals(row.collectionId())
        ? Optional.empty()
        : Optional.of(
            Fate.skipped(
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
