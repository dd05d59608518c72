package io.github.milvusretention.drop.gate;

import io.github.milvusretention.clusters.LiveCollection;
import io.github.milvusretention.milvus.MilvusException;
import io.github.milvusretention.policy.Listing;
import java.util.Optional;

/** Looks whether a planned partition is still there, the planned one, and to be dropped. */
public record PartitionLook(
    LiveCollection live, Eligibility eligibility, HoldCheck holds, LaterDrops later) {

  /**
   * The last look before the intent: that of a moment ago, or another one. Others may drop
   * partitions too, of which the newest must stay.
   */
  Optional<DropResult> beforeIntent(DropAttempt attempt) {
    Optional<DropResult> settled =
        live.listIsOld() || live.lists() != attempt.judgedBy() ? look(attempt) : Optional.empty();
    return settled.isPresent() ? settled : ifRecreated(attempt);
  }

  /** Empty if the partition exists and may be dropped. */
  public Optional<DropResult> look(DropAttempt attempt) {
    Listing listing;
    try {
      listing = live.listing();
      attempt.setJudgedBy(live.lists());
    } catch (MilvusException e) {
      if (e.outcome().collectionMissing() && live.confirmedGone()) {
        return Optional.of(DropResult.COLLECTION_GONE);
      }
      throw e;
    }
    Optional<DropResult> recreated = DropResult.ifRecreated(attempt.row(), listing.id());
    if (recreated.isPresent()) {
      return recreated;
    }
    String partition = attempt.row().address().partition();
    if (!listing.partitions().contains(partition)) {
      if (!live.gone(partition)) {
        return Optional.of(
            attempt.refused(
                "the server's list of partitions and its answer for this name disagree; nothing was"
                    + " sent",
                null));
      }
      return Optional.of(live.collectionGone() ? DropResult.COLLECTION_GONE : attempt.vanished());
    }
    if (later.include(attempt.row(), live.lists())) {
      return Optional.of(
          DropResult.skipped("a later run dropped it; the current partition was created later"));
    }
    Optional<DropResult> held = holds.objection(attempt, live.lists());
    return held.isPresent()
        ? held
        : eligibility.objection(attempt.row(), listing).map(DropResult::skipped);
  }

  /** SKIPPED if the collection was re-created; asks the server if what is known is old. */
  Optional<DropResult> ifRecreated(DropAttempt attempt) {
    return DropResult.ifRecreated(attempt.row(), live.info().id());
  }

  /** Whether the last look is no older than {@link LiveCollection#FRESH}. */
  boolean isFresh() {
    return live.isFresh();
  }

  /** The same as {@link #look}, from the beginning; the collection's id is read last. */
  Optional<DropResult> lookAgain(DropAttempt attempt) {
    live.forget();
    Optional<DropResult> settled = look(attempt);
    return settled.isPresent() ? settled : ifRecreated(attempt);
  }
}
