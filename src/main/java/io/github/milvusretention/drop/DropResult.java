package io.github.milvusretention.drop;

import io.github.milvusretention.ledger.State;
import io.github.milvusretention.milvus.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * What became of a partition just now.
 *
 * @param state DROP_SENT means that nobody knows yet
 * @param why null if there is nothing to explain
 * @param trouble the answer that it failed by; null if it did not fail, or not by an answer
 */
record DropResult(State state, @Nullable String why, @Nullable Outcome trouble) {
  static final DropResult DROPPED = new DropResult(State.DROPPED, null, null);

  /**
   * Nobody can tell a dropped collection from a renamed one, under which the partition lives on.
   */
  static final DropResult COLLECTION_GONE =
      new DropResult(
          State.ABSENT, "its collection is not there any more (dropped, or renamed)", null);

  static DropResult absent() {
    return new DropResult(State.ABSENT, "it was gone before this run acted", null);
  }

  static DropResult skipped(String why) {
    return new DropResult(State.SKIPPED, why, null);
  }

  static DropResult failed(String why, @Nullable Outcome trouble) {
    return new DropResult(State.FAILED, why, trouble);
  }

  static DropResult undecided(String why, Outcome trouble) {
    return new DropResult(State.DROP_SENT, why, trouble);
  }

  /** The same after several tries. */
  DropResult triedTimes(int tries) {
    return tries == 1 ? this : new DropResult(state, why + " (tried " + tries + " times)", trouble);
  }
}
