package io.github.milvusretention.job;

import io.github.milvusretention.ledger.LedgerRow;
import io.github.milvusretention.ledger.State;
import io.github.milvusretention.milvus.Answer;
import io.github.milvusretention.milvus.LoadState;
import io.github.milvusretention.milvus.Milvus;
import io.github.milvusretention.milvus.MilvusException;
import io.github.milvusretention.milvus.Outcome;
import io.github.milvusretention.policy.Address;
import io.github.milvusretention.policy.Listing;
import java.time.Duration;
import java.util.Optional;

/**
 * Takes one planned partition to its fate: look, release, write the intent, drop, confirm. The only
 * place in the program that sends a release or a drop.
 */
final class PartitionDrop {
  private static final int RELEASES = 3;
  private static final int LOOKS = 3;

  private final Milvus milvus;
  private final LiveCollection live;
  private final Eligibility eligibility;
  private final LeasedLedger ledger;
  private final Pause pause;
  private final Moments moments;

  PartitionDrop(
      Milvus milvus,
      LiveCollection live,
      Eligibility eligibility,
      LeasedLedger ledger,
      Pause pause,
      Moments moments) {
    this.milvus = milvus;
    this.live = live;
    this.eligibility = eligibility;
    this.ledger = ledger;
    this.pause = pause;
    this.moments = moments;
  }

  /**
   * The fate of the partition; the caller writes it. Throws {@link RunFailure} where going on with
   * other partitions makes no sense.
   */
  Fate of(LedgerRow row) {
    Fate fate;
    try {
      fate = lookAndDrop(row);
    } catch (MilvusException e) {
      live.forget();
      stopIfUnusable(e.outcome(), e.getMessage());
      fate = refused(row, e.getMessage());
    }
    return fate;
  }

  private Fate lookAndDrop(LedgerRow row) {
    Listing listing;
    try {
      if (row.state() == State.DROP_SENT) {
        live.forget();
      }
      listing = live.listing();
    } catch (MilvusException e) {
      if (LiveCollection.absent(e) && live.confirmedGone()) {
        return goneAlready(row);
      }
      throw e;
    }
    Optional<String> newcomer = anotherCollection(row, listing.id());
    if (newcomer.isPresent()) {
      return Fate.skipped(newcomer.get());
    }
    String partition = row.address().partition();
    if (!listing.partitions().contains(partition)) {
      return live.gone(partition)
          ? goneAlready(row)
          : Fate.failed("the server's list and its answer for this name disagree; left alone");
    }
    Optional<String> objection = eligibility.objection(row, listing);
    return objection.isPresent() ? Fate.skipped(objection.get()) : releaseAndDrop(row);
  }

  private Fate releaseAndDrop(LedgerRow row) {
    boolean loaded = live.info().loaded();
    for (int round = 1; ; round++) {
      if (loaded) {
        Optional<Fate> refused = release(row);
        if (refused.isPresent()) {
          return refused.get();
        }
      }
      // A release may take minutes: look once more, right before the one call that cannot be
      // undone.
      Optional<String> newcomer = anotherCollection(row, live.info().id());
      if (newcomer.isPresent()) {
        return Fate.skipped(newcomer.get());
      }
      ledger.dropping(row);
      moments.reached(Moment.INTENT_WRITTEN);
      ledger.mayStillSend();
      Answer answer = drop(row.address());
      moments.reached(Moment.DROP_ANSWERED);
      if (answer.outcome() == Outcome.LOADED && round < RELEASES) {
        loaded = true;
        continue;
      }
      return switch (answer.outcome()) {
        case SUCCESS,
            UNKNOWN,
            REJECTED,
            NOT_READY,
            PARTITION_GONE,
            COLLECTION_GONE,
            DATABASE_GONE ->
            confirmed(row, answer);
        case UNREACHABLE, UNAUTHENTICATED -> {
          ledger.write(row, refused(row, text(answer)));
          throw unusable(text(answer));
        }
        default -> refused(row, text(answer));
      };
    }
  }

  /** Empty if the partition is released; otherwise the fate that the answer means. */
  private Optional<Fate> release(LedgerRow row) {
    ledger.mayStillSendByTheDatabase();
    Address address = row.address();
    Answer answer = milvus.release(address.database(), address.collection(), address.partition());
    moments.reached(Moment.RELEASE_ANSWERED);
    boolean released =
        switch (answer.outcome()) {
          case SUCCESS -> true;
          // The server may still be at it; a drop before it is done would only be refused.
          case UNKNOWN -> notLoaded(address);
          // Somebody else dropped it meanwhile; the drop below asks the list.
          case PARTITION_GONE -> true;
          default -> false;
        };
    if (released) {
      ledger.released(row);
      moments.reached(Moment.RELEASE_WRITTEN);
      return Optional.empty();
    }
    stopIfUnusable(answer.outcome(), text(answer));
    return Optional.of(refused(row, text(answer)));
  }

  private boolean notLoaded(Address address) {
    return milvus.loadState(address.database(), address.collection(), address.partition())
        == LoadState.NOT_LOADED;
  }

  private Answer drop(Address address) {
    return milvus.drop(address.database(), address.collection(), address.partition());
  }

  /** Neither a yes nor a no nor a silence is believed: the server's list decides. */
  private Fate confirmed(LedgerRow row, Answer answer) {
    Duration wait = Duration.ofMillis(250);
    try {
      for (int look = 1; look <= LOOKS; look++) {
        if (live.gone(row.address().partition())) {
          moments.reached(Moment.DROP_CONFIRMED);
          return goneBefore(answer) ? goneAlready(row) : Fate.DROPPED;
        }
        if (look < LOOKS) {
          pause.take(wait);
          wait = wait.multipliedBy(4);
        }
      }
    } catch (MilvusException e) {
      live.forget();
      ledger.write(row, Fate.undecided(e.getMessage()));
      stopIfUnusable(e.outcome(), e.getMessage());
      return Fate.undecided("a drop was sent, and its effect could not be seen: " + e.getMessage());
    }
    return switch (answer.outcome()) {
      case SUCCESS -> Fate.undecided("the server said it was dropped, yet still lists it");
      case UNKNOWN ->
          Fate.undecided(text(answer) + "; it is still listed, and the drop may yet happen");
      default -> refused(row, text(answer));
    };
  }

  /** Somebody else was faster: the server itself says that there was nothing to drop. */
  private static boolean goneBefore(Answer answer) {
    return switch (answer.outcome()) {
      case PARTITION_GONE, COLLECTION_GONE, DATABASE_GONE -> true;
      default -> false;
    };
  }

  /** A no to this drop says nothing of an earlier one that may still be on its way. */
  private static Fate refused(LedgerRow row, String why) {
    return stillSent(row) ? Fate.undecided(why) : Fate.failed(why);
  }

  private static Fate goneAlready(LedgerRow row) {
    return row.state() == State.DROP_SENT ? Fate.DROPPED : Fate.absent();
  }

  private static boolean stillSent(LedgerRow row) {
    return row.state() == State.DROP_SENT;
  }

  /** Why the collection of that name is not the planned one; empty if it is. */
  static Optional<String> anotherCollection(LedgerRow row, String id) {
    return id.equals(row.collectionId())
        ? Optional.empty()
        : Optional.of(
            "the collection was created anew since the plan (id "
                + row.collectionId()
                + " then, "
                + id
                + " now); this is other data");
  }

  private static String text(Answer answer) {
    return answer.route() + ": " + answer.describe();
  }

  private static void stopIfUnusable(Outcome outcome, String message) {
    if (outcome == Outcome.UNREACHABLE || outcome == Outcome.UNAUTHENTICATED) {
      throw unusable(message);
    }
  }

  private static RunFailure unusable(String message) {
    return new RunFailure(RunExit.CLUSTER_UNUSABLE, message);
  }
}
