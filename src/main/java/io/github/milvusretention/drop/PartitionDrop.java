package io.github.milvusretention.drop;

import io.github.milvusretention.clusters.LiveCollection;
import io.github.milvusretention.clusters.Pause;
import io.github.milvusretention.ledger.LeasedLedger;
import io.github.milvusretention.ledger.LedgerRow;
import io.github.milvusretention.milvus.Answer;
import io.github.milvusretention.milvus.LoadState;
import io.github.milvusretention.milvus.Milvus;
import io.github.milvusretention.milvus.MilvusException;
import io.github.milvusretention.milvus.Outcome;
import io.github.milvusretention.milvus.Retries;
import io.github.milvusretention.milvus.Tries;
import io.github.milvusretention.policy.Address;
import io.github.milvusretention.run.CrashPoint;
import io.github.milvusretention.run.CrashPoints;
import io.github.milvusretention.run.RunFailure;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Drops one planned partition: look, release, write the intent, drop, confirm. The only place in
 * the program that sends a release or a drop. Where the server asks to come back later, or a drop
 * showed no effect, all of it is retried from the first look, within the retry budget.
 */
final class PartitionDrop {
  private static final int RELEASES = 3;
  private static final int LOOKS = 3;

  /**
   * One try of an attempt.
   *
   * @param result the partition's, unless it is retried
   * @param again the answer that makes a retry worthwhile; null if there is none
   */
  private record TryResult(DropResult result, @Nullable Answer again) {
    static TryResult over(DropResult result) {
      return new TryResult(result, null);
    }

    static TryResult again(DropResult result, Answer answer) {
      return new TryResult(result, answer);
    }
  }

  private final Milvus milvus;
  private final LiveCollection live;
  private final PartitionLook look;
  private final SendGate gate;
  private final LeasedLedger ledger;
  private final Pause pause;
  private final CrashPoints crashPoints;

  PartitionDrop(
      Milvus milvus,
      LiveCollection live,
      PartitionLook look,
      SendGate gate,
      LeasedLedger ledger,
      Pause pause,
      CrashPoints crashPoints) {
    this.milvus = milvus;
    this.live = live;
    this.look = look;
    this.gate = gate;
    this.ledger = ledger;
    this.pause = pause;
    this.crashPoints = crashPoints;
  }

  /**
   * Returns the result, which the caller writes. Throws {@link RunFailure} if the circuit opened or
   * the run is to stop before anything was sent.
   */
  DropResult drop(LedgerRow row) {
    DropAttempt attempt = new DropAttempt(row);
    Tries tries = Tries.of(Retries.ofChanges(milvus.cluster().retryBudget()));
    if (attempt.sent()) {
      live.forget();
    }
    DropResult before = null;
    while (true) {
      TryResult tried;
      try {
        tried = lookAndDrop(attempt);
      } catch (RunFailure ended) {
        if (before == null) {
          throw ended;
        }
        return before;
      }
      Answer answer = tried.again();
      if (answer == null) {
        return tried.result();
      }
      Optional<Duration> wait = tries.after(answer);
      if (wait.isEmpty() || !pause.take(wait.get())) {
        return tried.result().triedTimes(tries.failures());
      }
      before = tried.result().triedTimes(tries.failures());
      live.forget();
    }
  }

  private TryResult lookAndDrop(DropAttempt attempt) {
    try {
      Optional<DropResult> settled = look.look(attempt);
      return settled.isPresent() ? TryResult.over(settled.get()) : releaseAndDrop(attempt);
    } catch (MilvusException e) {
      live.forget();
      return TryResult.over(attempt.refused(e.getMessage(), e.outcome()));
    }
  }

  private TryResult releaseAndDrop(DropAttempt attempt) {
    boolean loaded = live.info().loaded() && !released(attempt);
    for (int round = 1; ; round++) {
      Optional<TryResult> unreleased = loaded ? release(attempt) : Optional.empty();
      if (unreleased.isPresent()) {
        return unreleased.get();
      }
      TryResult tried = drop(attempt);
      loaded = tried.result().trouble() == Outcome.LOADED;
      attempt.setReleased(attempt.released() && !loaded);
      if (!loaded || round == RELEASES) {
        return tried;
      }
    }
  }

  /**
   * Whether only the drop has to be sent. Where the server limits releases and drops together, a
   * release that is not needed would use up what the drop needs.
   */
  private boolean released(DropAttempt attempt) {
    if (!attempt.released() && attempt.row().progress().released()) {
      attempt.setReleased(stillReleased(attempt.row().address()));
    }
    return attempt.released();
  }

  private boolean stillReleased(Address address) {
    try {
      return notLoaded(address);
    } catch (MilvusException e) {
      if (e.outcome().clusterUnusable()) {
        throw e;
      }
      // It is not known, and a second release does no harm.
      return false;
    }
  }

  /** Empty if the partition is released. */
  private Optional<TryResult> release(DropAttempt attempt) {
    gate.awaitPermit();
    Optional<DropResult> recreated = look.ifRecreated(attempt);
    if (recreated.isPresent()) {
      return recreated.map(TryResult::over);
    }
    ledger.checkMaySendInDatabase();
    Optional<DropResult> objection = gate.objection(attempt);
    if (objection.isPresent()) {
      return objection.map(TryResult::over);
    }
    Address address = attempt.row().address();
    Answer answer = milvus.release(address.database(), address.collection(), address.partition());
    ledger.note(answer);
    crashPoints.reached(CrashPoint.RELEASE_ANSWERED);
    boolean released =
        switch (answer.outcome()) {
          case SUCCESS -> true;
          // The release may still be in progress; a drop before its end would only be refused.
          case UNKNOWN -> notLoaded(address);
          // Somebody else dropped it meanwhile, which the confirmation of the drop will show.
          case PARTITION_GONE -> true;
          default -> false;
        };
    if (!released) {
      return Optional.of(refused(attempt, answer));
    }
    attempt.setReleased(true);
    ledger.writeReleased(attempt.row());
    crashPoints.reached(CrashPoint.RELEASE_WRITTEN);
    return Optional.empty();
  }

  private boolean notLoaded(Address address) {
    return milvus.loadState(address.database(), address.collection(), address.partition())
        == LoadState.NOT_LOADED;
  }

  private TryResult drop(DropAttempt attempt) {
    gate.awaitPermit();
    // A release, or waiting for the call rate, may take minutes: look once more before the intent.
    Optional<DropResult> recreated = look.ifRecreated(attempt);
    if (recreated.isPresent()) {
      return TryResult.over(recreated.get());
    }
    gate.checkMayGoOn();
    ledger.writeIntent(attempt.row());
    crashPoints.reached(CrashPoint.INTENT_WRITTEN);
    Optional<DropResult> objection = gate.objectionAfterIntent(attempt);
    if (objection.isPresent()) {
      return TryResult.over(objection.get());
    }
    Address address = attempt.row().address();
    Answer answer = milvus.drop(address.database(), address.collection(), address.partition());
    ledger.note(answer);
    crashPoints.reached(CrashPoint.DROP_ANSWERED);
    return judge(attempt, answer);
  }

  /** No answer is believed, and neither is none: the server's list decides. */
  private TryResult judge(DropAttempt attempt, Answer answer) {
    if (answer.outcome().notSent()) {
      return refused(attempt, answer);
    }
    boolean gone;
    try {
      gone = confirmedGone(attempt, answer);
    } catch (MilvusException e) {
      live.forget();
      attempt.mayStillTakeEffect();
      String unseen =
          "a drop was sent, and whether it took effect could not be checked: " + e.getMessage();
      return TryResult.over(DropResult.undecided(unseen, e.outcome()));
    }
    DropResult ifGone = answer.outcome().nothingToDrop() ? attempt.vanished() : DropResult.DROPPED;
    attempt.dropSent();
    if (gone) {
      crashPoints.reached(CrashPoint.DROP_CONFIRMED);
      return TryResult.over(live.collectionGone() ? DropResult.COLLECTION_GONE : ifGone);
    }
    return switch (answer.outcome()) {
      case SUCCESS -> {
        attempt.mayStillTakeEffect();
        String why = "the server said it was dropped, but still lists it";
        yield TryResult.again(attempt.refused(why, answer.outcome()), answer);
      }
      case UNKNOWN -> {
        attempt.mayStillTakeEffect();
        String why = text(answer) + "; it is still listed, and the drop may still take effect";
        yield TryResult.again(attempt.refused(why, answer.outcome()), answer);
      }
      default -> refused(attempt, answer);
    };
  }

  /** After a refusal one look is enough; otherwise the effect may be late. */
  private boolean confirmedGone(DropAttempt attempt, Answer answer) {
    boolean effectMayBeLate =
        answer.outcome() == Outcome.SUCCESS || answer.outcome() == Outcome.UNKNOWN;
    Duration wait = Duration.ofMillis(250);
    for (int look = 1; look <= LOOKS; look++) {
      if (live.gone(attempt.row().address().partition())) {
        return true;
      }
      if (!effectMayBeLate || look == LOOKS || !pause.take(wait)) {
        break;
      }
      wait = wait.multipliedBy(4);
    }
    return false;
  }

  private static TryResult refused(DropAttempt attempt, Answer answer) {
    DropResult result = attempt.refused(text(answer), answer.outcome());
    return answer.outcome().isTransient()
        ? TryResult.again(result, answer)
        : TryResult.over(result);
  }

  private static String text(Answer answer) {
    return answer.route() + ": " + answer.describe();
  }
}
