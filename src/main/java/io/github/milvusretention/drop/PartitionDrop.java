package io.github.milvusretention.drop;

import static java.util.Objects.requireNonNull;

import io.github.milvusretention.clusters.LiveCollection;
import io.github.milvusretention.clusters.Pause;
import io.github.milvusretention.drop.gate.DropAttempt;
import io.github.milvusretention.drop.gate.DropCalls;
import io.github.milvusretention.drop.gate.DropResult;
import io.github.milvusretention.drop.gate.PartitionLook;
import io.github.milvusretention.milvus.Answer;
import io.github.milvusretention.milvus.Milvus;
import io.github.milvusretention.milvus.MilvusException;
import io.github.milvusretention.milvus.Outcome;
import io.github.milvusretention.milvus.Retries;
import io.github.milvusretention.milvus.Tries;
import io.github.milvusretention.run.CrashPoint;
import io.github.milvusretention.run.CrashPoints;
import io.github.milvusretention.run.RunFailure;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Drops one planned partition: look, release, drop, confirm; or only releases it. Where the server
 * asks to come back later, or a drop showed no effect in the list that was asked right after it,
 * all of it is retried from the first look, within the retry budget.
 */
final class PartitionDrop {
  private static final int RELEASES = 3;

  /**
   * One try of an attempt.
   *
   * @param result the partition's, unless it is retried
   * @param again the answer that makes a retry worthwhile; null if there is none
   */
  record TryResult(DropResult result, @Nullable Answer again) {
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
  private final DropCalls calls;
  private final GraceRelease graceRelease;
  private final Confirmation confirmation;
  private final Pause pause;
  private final CrashPoints crashPoints;

  PartitionDrop(
      Milvus milvus,
      LiveCollection live,
      PartitionLook look,
      DropCalls calls,
      GraceRelease graceRelease,
      Confirmation confirmation,
      Pause pause,
      CrashPoints crashPoints) {
    this.milvus = milvus;
    this.live = live;
    this.look = look;
    this.calls = calls;
    this.graceRelease = graceRelease;
    this.confirmation = confirmation;
    this.pause = pause;
    this.crashPoints = crashPoints;
  }

  /**
   * Returns the result, which the caller writes. Throws {@link RunFailure} if the circuit opened or
   * the run is to stop before anything was sent.
   */
  DropResult drop(DropAttempt attempt) {
    if (attempt.sent()) {
      live.forget();
    }
    return retried(attempt, lookAndDrop(attempt));
  }

  /**
   * The same for one whose first try was made elsewhere.
   *
   * @param first what {@link #judge} said of it
   */
  DropResult goOn(DropAttempt attempt, TryResult first) {
    if (first.result().trouble() != Outcome.LOADED) {
      return retried(attempt, first);
    }
    attempt.setReleased(false);
    live.forget();
    try {
      return retried(attempt, lookAndDrop(attempt));
    } catch (RunFailure ended) {
      return first.result();
    }
  }

  private DropResult retried(DropAttempt attempt, TryResult first) {
    Tries tries = Tries.of(Retries.ofChanges(milvus.cluster().retryBudget()));
    TryResult tried = first;
    while (true) {
      Answer answer = tried.again();
      if (answer == null) {
        return tried.result();
      }
      Optional<Duration> wait = tries.after(answer);
      DropResult before = tried.result().triedTimes(tries.failures());
      if (wait.isEmpty() || !pause.take(wait.get())) {
        return before;
      }
      live.forget();
      try {
        tried = lookAndDrop(attempt);
      } catch (RunFailure ended) {
        return before;
      }
    }
  }

  private TryResult lookAndDrop(DropAttempt attempt) {
    try {
      Optional<DropResult> settled = look.look(attempt);
      if (settled.isPresent()) {
        return TryResult.over(settled.get());
      }
      return attempt.onlyReleased() ? graceRelease.one(attempt) : releaseAndDrop(attempt);
    } catch (MilvusException e) {
      live.forget();
      return TryResult.over(attempt.refused(e.getMessage(), e.outcome()));
    }
  }

  private TryResult releaseAndDrop(DropAttempt attempt) {
    boolean loaded = live.info().loaded() && !calls.unreleased(List.of(attempt)).isEmpty();
    for (int round = 1; ; round++) {
      if (loaded) {
        TryResult unreleased = release(attempt);
        if (unreleased != null) {
          return unreleased;
        }
      }
      DropCalls.Sent sent = calls.drop(attempt);
      TryResult tried =
          sent.answer() == null
              ? TryResult.over(requireNonNull(sent.unsent()))
              : judge(attempt, sent.answer());
      loaded = tried.result().trouble() == Outcome.LOADED;
      attempt.setReleased(attempt.released() && !loaded);
      if (!loaded || round == RELEASES) {
        return tried;
      }
    }
  }

  /** Null if the partition is released. */
  private @Nullable TryResult release(DropAttempt attempt) {
    DropCalls.Sent sent = calls.release(List.of(attempt));
    if (sent.answer() == null) {
      return TryResult.over(requireNonNull(sent.unsent()));
    }
    return attempt.released() ? null : refused(attempt, sent.answer());
  }

  private TryResult judge(DropAttempt attempt, Answer answer) {
    if (answer.outcome().notSent()) {
      return refused(attempt, answer);
    }
    return judge(attempt, answer, confirmation.of(attempt.partition(), mayBeLate(answer)));
  }

  /** Whether the drop may take effect late. After a refusal one look is enough. */
  static boolean mayBeLate(Answer answer) {
    return answer.outcome() == Outcome.SUCCESS || answer.outcome() == Outcome.UNKNOWN;
  }

  /**
   * What the answer to a drop that was just sent means. No answer is believed, and neither is none:
   * the server's list decides.
   *
   * @param seen asked right after the drop
   */
  TryResult judge(DropAttempt attempt, Answer answer, Confirmation.Seen seen) {
    if (answer.outcome().notSent()) {
      return refused(attempt, answer);
    }
    if (seen.unknown() != null) {
      live.forget();
      return TryResult.over(attempt.unconfirmed(seen.unknown()));
    }
    boolean nothingToDrop = answer.outcome().nothingToDrop();
    DropResult ifGone = nothingToDrop ? attempt.vanished() : DropResult.DROPPED;
    attempt.dropSent();
    if (seen.gone()) {
      crashPoints.reached(CrashPoint.DROP_CONFIRMED);
      return TryResult.over(live.collectionGone() ? DropResult.COLLECTION_GONE : ifGone);
    }
    if (mayBeLate(answer) && !seen.listed()) {
      return TryResult.over(attempt.left());
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

  static TryResult refused(DropAttempt attempt, Answer answer) {
    DropResult result = attempt.refused(text(answer), answer.outcome());
    return answer.outcome().isTransient()
        ? TryResult.again(result, answer)
        : TryResult.over(result);
  }

  private static String text(Answer answer) {
    return answer.route() + ": " + answer.describe();
  }
}
