package io.github.milvusretention.drop;

import static java.util.Objects.requireNonNull;

import io.github.milvusretention.clusters.LiveCollection;
import io.github.milvusretention.milvus.Answer;
import io.github.milvusretention.milvus.MilvusException;
import io.github.milvusretention.milvus.Outcome;
import io.github.milvusretention.run.CrashPoint;
import io.github.milvusretention.run.CrashPoints;
import io.github.milvusretention.run.RunFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Drops several partitions of one collection: one release for all, the drops one after the other,
 * and one look at the server's list that confirms all of them. It has only the way without
 * obstacles; whatever meets one is left to {@link PartitionDrop}, or to the next batch.
 */
final class BatchDrop {
  private final LiveCollection live;
  private final PartitionLook look;
  private final DropCalls calls;
  private final Confirmation confirmation;
  private final PartitionDrop partition;
  private final CrashPoints crashPoints;

  BatchDrop(
      LiveCollection live,
      PartitionLook look,
      DropCalls calls,
      Confirmation confirmation,
      PartitionDrop partition,
      CrashPoints crashPoints) {
    this.live = live;
    this.look = look;
    this.calls = calls;
    this.confirmation = confirmation;
    this.partition = partition;
    this.crashPoints = crashPoints;
  }

  /**
   * Gives results for at least the first of the partitions that are due. Throws {@link RunFailure}
   * if the circuit opened or the run is to stop; what was sent before that is settled.
   *
   * @param attempts at least one, all of one collection, oldest first
   * @param results takes what is settled, to write it
   */
  void drop(List<DropAttempt> attempts, Consumer<List<Settled>> results) {
    List<DropAttempt> due = attempts.size() == 1 ? attempts : lookAtAll(attempts, results);
    if (due.size() > 1 && release(due)) {
      dropAll(due, results);
    } else if (!due.isEmpty()) {
      DropAttempt first = due.get(0);
      results.accept(List.of(new Settled(first, partition.drop(first))));
    }
  }

  /** Those that exist and may be dropped; only the first if that cannot be found out. */
  private List<DropAttempt> lookAtAll(List<DropAttempt> attempts, Consumer<List<Settled>> results) {
    if (attempts.stream().anyMatch(DropAttempt::sent)) {
      live.forget();
    }
    List<Settled> settled = new ArrayList<>();
    List<DropAttempt> due = new ArrayList<>();
    try {
      for (DropAttempt attempt : attempts) {
        look.look(attempt)
            .ifPresentOrElse(
                result -> settled.add(new Settled(attempt, result)), () -> due.add(attempt));
      }
    } catch (MilvusException e) {
      live.forget();
      return attempts.subList(0, 1);
    }
    results.accept(settled);
    return due;
  }

  /** Whether all of them may be dropped now. A refusal does not tell which name it is about. */
  private boolean release(List<DropAttempt> due) {
    try {
      if (!live.info().loaded()) {
        return true;
      }
      List<DropAttempt> loaded = due.stream().filter(attempt -> !calls.released(attempt)).toList();
      if (loaded.isEmpty()) {
        return true;
      }
      Answer answer = calls.release(loaded).answer();
      if (answer != null && !answer.outcome().isTransient()) {
        loaded.stream().filter(attempt -> !attempt.released()).forEach(DropAttempt::setAlone);
      }
      return loaded.stream().allMatch(DropAttempt::released);
    } catch (MilvusException e) {
      live.forget();
      return false;
    }
  }

  /** Sends one drop after the other, until one is not answered by success. */
  private void dropAll(List<DropAttempt> due, Consumer<List<Settled>> results) {
    List<DropAttempt> sent = new ArrayList<>();
    RunFailure ended = null;
    DropAttempt unsettled = null;
    PartitionDrop.TryResult itsTry = null;
    for (DropAttempt attempt : due) {
      try {
        itsTry = send(attempt);
      } catch (RunFailure e) {
        ended = e;
        break;
      }
      if (itsTry != null) {
        unsettled = attempt;
        break;
      }
      sent.add(attempt);
    }
    confirm(sent, results);
    if (ended != null) {
      throw ended;
    }
    if (unsettled != null) {
      DropResult result = partition.goOn(unsettled, requireNonNull(itsTry));
      results.accept(List.of(new Settled(unsettled, result)));
    }
  }

  /** Null if the server says that it is dropped. */
  private PartitionDrop.@Nullable TryResult send(DropAttempt attempt) {
    try {
      DropCalls.Sent call = calls.drop(attempt);
      Answer answer = call.answer();
      if (answer == null) {
        return PartitionDrop.TryResult.over(requireNonNull(call.unsent()));
      }
      if (answer.outcome() != Outcome.SUCCESS) {
        return partition.judge(attempt, answer);
      }
      attempt.mayStillTakeEffect();
      return null;
    } catch (MilvusException e) {
      live.forget();
      return PartitionDrop.TryResult.over(attempt.refused(e.getMessage(), e.outcome()));
    }
  }

  private void confirm(List<DropAttempt> sent, Consumer<List<Settled>> results) {
    Map<String, Confirmation.Seen> seen =
        confirmation.of(sent.stream().map(DropAttempt::partition).toList(), true);
    List<Settled> settled = new ArrayList<>();
    for (DropAttempt attempt : sent) {
      settled.add(
          new Settled(attempt, result(attempt, requireNonNull(seen.get(attempt.partition())))));
    }
    results.accept(settled);
  }

  private DropResult result(DropAttempt attempt, Confirmation.Seen seen) {
    if (seen.gone()) {
      crashPoints.reached(CrashPoint.DROP_CONFIRMED);
      return live.collectionGone() ? DropResult.COLLECTION_GONE : DropResult.DROPPED;
    }
    live.forget();
    return seen.unknown() == null ? attempt.left() : attempt.unconfirmed(seen.unknown());
  }
}
