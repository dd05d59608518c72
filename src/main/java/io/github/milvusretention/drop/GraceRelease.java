package io.github.milvusretention.drop;

import static java.util.Objects.requireNonNull;

import io.github.milvusretention.clusters.Pause;
import io.github.milvusretention.drop.PartitionDrop.TryResult;
import io.github.milvusretention.drop.gate.DropAttempt;
import io.github.milvusretention.drop.gate.DropCalls;
import io.github.milvusretention.drop.gate.DropResult;
import io.github.milvusretention.milvus.Answer;
import io.github.milvusretention.milvus.LoadState;
import io.github.milvusretention.milvus.Milvus;
import io.github.milvusretention.milvus.Outcome;
import io.github.milvusretention.policy.Address;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Releases partitions that a later run drops. What counts is not the server's answer but the load
 * state that it shows afterwards: from that moment the grace runs. One that is not loaded needs no
 * call, and waits as long as others.
 */
record GraceRelease(Milvus milvus, DropCalls calls, Pause pause, Clock clock) {
  private static final int LOOKS = 4;

  /** One try at a partition that exists and is due. Throws as {@link DropCalls} does. */
  TryResult one(DropAttempt attempt) {
    Optional<Instant> already = unloaded(attempt);
    if (already.isPresent()) {
      return TryResult.over(DropResult.released(already.get()));
    }
    DropCalls.Sent sent = calls.release(List.of(attempt));
    Answer answer = sent.answer();
    if (answer == null) {
      return TryResult.over(requireNonNull(sent.unsent()));
    }
    if (!attempt.released()) {
      return PartitionDrop.refused(attempt, answer);
    }
    return awaitReleased(attempt)
        .map(confirmed -> TryResult.over(DropResult.released(confirmed)))
        .orElseGet(() -> TryResult.again(stillLoaded(), answer));
  }

  /**
   * Several by one call. Gives results of those alone that are released by then; the others are to
   * be taken one by one.
   *
   * @param due at least two that exist, of one collection
   */
  List<Settled> all(List<DropAttempt> due) {
    List<Settled> settled = new ArrayList<>();
    List<DropAttempt> loaded = new ArrayList<>();
    for (DropAttempt attempt : due) {
      unloaded(attempt)
          .ifPresentOrElse(
              at -> settled.add(new Settled(attempt, DropResult.released(at))),
              () -> loaded.add(attempt));
    }
    if (loaded.isEmpty()) {
      return settled;
    }
    Answer answer = calls.release(loaded).answer();
    if (answer != null && !answer.outcome().asksToRetryLater()) {
      loaded.stream().filter(attempt -> !attempt.released()).forEach(DropAttempt::setAlone);
    }
    for (DropAttempt attempt : loaded) {
      if (attempt.released()) {
        awaitReleased(attempt)
            .ifPresentOrElse(
                at -> settled.add(new Settled(attempt, DropResult.released(at))),
                attempt::setAlone);
      }
    }
    return settled;
  }

  /** The release may still be in progress when it is answered. */
  private Optional<Instant> awaitReleased(DropAttempt attempt) {
    Optional<Instant> confirmed = released(attempt);
    Duration wait = Duration.ofMillis(250);
    for (int look = 1; look < LOOKS && confirmed.isEmpty() && pause.take(wait); look++) {
      confirmed = released(attempt);
      wait = wait.multipliedBy(4);
    }
    return confirmed;
  }

  /** When the server showed that it needs no release; empty if there is any doubt. */
  private Optional<Instant> unloaded(DropAttempt attempt) {
    return state(attempt) == LoadState.NOT_LOADED ? Optional.of(clock.instant()) : Optional.empty();
  }

  /** When the server showed it as not loaded; empty if it is loaded, or that is not known. */
  private Optional<Instant> released(DropAttempt attempt) {
    return state(attempt).notLoaded() ? Optional.of(clock.instant()) : Optional.empty();
  }

  private LoadState state(DropAttempt attempt) {
    Address address = attempt.row().address();
    return milvus.loadState(address.database(), address.collection(), address.partition());
  }

  private static DropResult stillLoaded() {
    return DropResult.failed(
        "the server said it was released, but still shows it as loaded", Outcome.SUCCESS);
  }
}
