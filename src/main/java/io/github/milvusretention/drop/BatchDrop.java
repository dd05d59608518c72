package io.github.milvusretention.drop;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toSet;

import io.github.milvusretention.clusters.LiveCollection;
import io.github.milvusretention.drop.gate.DropAttempt;
import io.github.milvusretention.drop.gate.DropCalls;
import io.github.milvusretention.drop.gate.DropResult;
import io.github.milvusretention.drop.gate.PartitionLook;
import io.github.milvusretention.milvus.Answer;
import io.github.milvusretention.milvus.MilvusException;
import io.github.milvusretention.milvus.Outcome;
import io.github.milvusretention.run.CrashPoint;
import io.github.milvusretention.run.CrashPoints;
import io.github.milvusretention.run.RunFailure;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Drops several partitions of one collection: one release for all, the drops one after the other,
 * and one look at the server's list that confirms all of them. It has only the way without
 * obstacles; whatever meets one is left to {@link PartitionDrop}, or to the next batch.
 */
final class BatchDrop {
  private final LiveCollection live;
  private final PartitionLook look;
  private final DropCalls calls;
  private final GraceRelease graceRelease;
  private final Confirmation confirmation;
  private final PartitionDrop partition;
  private final CrashPoints crashPoints;

  BatchDrop(
      LiveCollection live,
      PartitionLook look,
      DropCalls calls,
      GraceRelease graceRelease,
      Confirmation confirmation,
      PartitionDrop partition,
      CrashPoints crashPoints) {
    this.live = live;
    this.look = look;
    this.calls = calls;
    this.graceRelease = graceRelease;
    this.confirmation = confirmation;
    this.partition = partition;
    this.crashPoints = crashPoints;
  }

  /**
   * Gives results for at least the first of the partitions that are due. Throws {@link RunFailure}
   * if the circuit opened or the run is to stop; what was sent before that is settled.
   *
   * @param attempts at least one, all of one collection and one action, oldest first
   * @param results takes what is settled, to write it
   */
  void drop(List<DropAttempt> attempts, Consumer<List<Settled>> results) {
    List<DropAttempt> due = attempts.size() == 1 ? attempts : lookAtAll(attempts, results);
    if (due.size() > 1 && due.get(0).onlyReleased()) {
      releaseAll(due, results);
    } else if (due.size() > 1 && release(due)) {
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

  /** For a later run to drop; the first is taken on its own if no other is settled. */
  private void releaseAll(List<DropAttempt> due, Consumer<List<Settled>> results) {
    List<Settled> released = List.of();
    try {
      released = graceRelease.all(due);
    } catch (MilvusException e) {
      live.forget();
    }
    if (released.isEmpty()) {
      DropAttempt first = due.get(0);
      released = List.of(new Settled(first, partition.drop(first)));
    }
    results.accept(released);
  }

  /** Whether all of them may be dropped now. A refusal does not tell which name it is about. */
  private boolean release(List<DropAttempt> due) {
    try {
      if (!live.info().loaded()) {
        return true;
      }
      List<DropAttempt> loaded = calls.unreleased(due);
      if (loaded.isEmpty()) {
        return true;
      }
      Answer answer = calls.release(loaded).answer();
      if (answer != null && !answer.outcome().asksToRetryLater()) {
        loaded.stream().filter(attempt -> !attempt.released()).forEach(DropAttempt::setAlone);
      }
      return loaded.stream().allMatch(DropAttempt::released);
    } catch (MilvusException e) {
      live.forget();
      return false;
    }
  }

  /** Sends one drop after the other, until one is not answered by success; then confirms all. */
  private void dropAll(List<DropAttempt> due, Consumer<List<Settled>> results) {
    try (EarlyAnswers answers = confirmation.early()) {
      dropAll(due, answers, results);
    }
  }

  private void dropAll(
      List<DropAttempt> due, EarlyAnswers answers, Consumer<List<Settled>> results) {
    Map<DropAttempt, Answer> sent = new LinkedHashMap<>();
    Settled unsent = null;
    RunFailure ended = null;
    for (DropAttempt attempt : due) {
      try {
        DropCalls.Sent call = calls.drop(attempt);
        Answer answer = call.answer();
        if (answer == null) {
          unsent = new Settled(attempt, requireNonNull(call.unsent()));
          break;
        }
        sent.put(attempt, answer);
        if (answer.outcome() != Outcome.SUCCESS) {
          break;
        }
        attempt.mayStillTakeEffect();
        answers.ask(attempt.partition());
      } catch (RunFailure e) {
        ended = e;
        break;
      } catch (MilvusException e) {
        live.forget();
        unsent = new Settled(attempt, attempt.refused(e.getMessage(), e.outcome()));
        break;
      }
    }
    confirm(sent, answers, results);
    if (unsent != null) {
      results.accept(List.of(unsent));
    }
    if (ended != null) {
      throw ended;
    }
  }

  /** All by one list, which is also the one right after the last of the drops. */
  private void confirm(
      Map<DropAttempt, Answer> sent, EarlyAnswers answers, Consumer<List<Settled>> results) {
    List<String> names =
        sent.entrySet().stream()
            .filter(drop -> !drop.getValue().outcome().notSent())
            .map(drop -> drop.getKey().partition())
            .toList();
    Set<String> late =
        sent.entrySet().stream()
            .filter(drop -> PartitionDrop.mayBeLate(drop.getValue()))
            .map(drop -> drop.getKey().partition())
            .collect(toSet());
    Map<String, Confirmation.Seen> seen =
        names.isEmpty() ? Map.of() : confirmation.of(names, late, answers::of);
    List<Settled> settled = new ArrayList<>();
    DropAttempt last = null;
    PartitionDrop.TryResult itsTry = null;
    for (Map.Entry<DropAttempt, Answer> drop : sent.entrySet()) {
      DropAttempt attempt = drop.getKey();
      Confirmation.Seen now = seen.getOrDefault(attempt.partition(), Confirmation.Seen.NOT_ASKED);
      if (drop.getValue().outcome() == Outcome.SUCCESS) {
        settled.add(new Settled(attempt, result(attempt, now)));
      } else {
        last = attempt;
        itsTry = partition.judge(attempt, drop.getValue(), now);
      }
    }
    results.accept(settled);
    if (last != null) {
      results.accept(List.of(new Settled(last, partition.goOn(last, requireNonNull(itsTry)))));
    }
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
