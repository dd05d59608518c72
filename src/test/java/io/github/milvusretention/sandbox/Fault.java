package io.github.milvusretention.sandbox;

import java.util.concurrent.atomic.AtomicInteger;

/** An active fault. */
public final class Fault {
  private final When when;
  private final Reaction reaction;
  private final AtomicInteger seen = new AtomicInteger();
  private final AtomicInteger fired = new AtomicInteger();

  Fault(When when, Reaction reaction) {
    this.when = when;
    this.reaction = reaction;
  }

  /** The number of calls that it has answered. */
  public int fired() {
    return fired.get();
  }

  Reaction reaction() {
    return reaction;
  }

  /** Counts a matching call, and returns whether the fault answers it. */
  synchronized boolean takes(Call call) {
    if (!when.matches(call) || !when.counts(seen.incrementAndGet())) {
      return false;
    }
    fired.incrementAndGet();
    return true;
  }
}
