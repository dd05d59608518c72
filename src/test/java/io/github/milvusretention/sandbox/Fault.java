package io.github.milvusretention.sandbox;

import java.util.concurrent.atomic.AtomicInteger;

/** A rule in force. */
public final class Fault {
  private final When when;
  private final Reaction reaction;
  private final AtomicInteger seen = new AtomicInteger();
  private final AtomicInteger fired = new AtomicInteger();

  Fault(When when, Reaction reaction) {
    this.when = when;
    this.reaction = reaction;
  }

  /** How many calls it has taken. */
  public int fired() {
    return fired.get();
  }

  Reaction reaction() {
    return reaction;
  }

  /** Whether it takes this call; counts it. */
  synchronized boolean takes(Call call) {
    if (!when.matches(call) || !when.counts(seen.incrementAndGet())) {
      return false;
    }
    fired.incrementAndGet();
    return true;
  }
}
