package io.github.milvusretention.job;

import io.github.milvusretention.ledger.State;
import org.jspecify.annotations.Nullable;

/**
 * What became of a partition just now.
 *
 * @param state DROP_SENT means that nobody knows yet
 * @param why null if there is nothing to explain
 */
record Fate(State state, @Nullable String why) {
  static final Fate DROPPED = new Fate(State.DROPPED, null);

  static Fate absent() {
    return new Fate(State.ABSENT, "it was gone before this run acted");
  }

  static Fate skipped(String why) {
    return new Fate(State.SKIPPED, why);
  }

  static Fate failed(String why) {
    return new Fate(State.FAILED, why);
  }

  static Fate undecided(String why) {
    return new Fate(State.DROP_SENT, why);
  }
}
