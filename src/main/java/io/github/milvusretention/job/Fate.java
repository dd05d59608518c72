package io.github.milvusretention.job;

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
record Fate(State state, @Nullable String why, @Nullable Outcome trouble) {
  static final Fate DROPPED = new Fate(State.DROPPED, null, null);

  /**
   * Nobody can tell a dropped collection from a renamed one, under which the partition lives on.
   */
  static final Fate COLLECTION_GONE =
      new Fate(State.ABSENT, "its collection is not there any more (dropped, or renamed)", null);

  static Fate absent() {
    return new Fate(State.ABSENT, "it was gone before this run acted", null);
  }

  static Fate skipped(String why) {
    return new Fate(State.SKIPPED, why, null);
  }

  static Fate failed(String why, @Nullable Outcome trouble) {
    return new Fate(State.FAILED, why, trouble);
  }

  static Fate undecided(String why, Outcome trouble) {
    return new Fate(State.DROP_SENT, why, trouble);
  }

  /** The same after several tries. */
  Fate triedTimes(int tries) {
    return tries == 1 ? this : new Fate(state, why + " (tried " + tries + " times)", trouble);
  }
}
