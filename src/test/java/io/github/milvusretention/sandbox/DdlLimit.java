package io.github.milvusretention.sandbox;

import java.util.function.LongSupplier;

/**
 * The limit that Milvus sets on calls that change partitions ({@code quotaAndLimits.ddl}): a bucket
 * of one token, which all of them share. A call that finds no token is refused.
 */
public final class DdlLimit implements Reaction {
  private final double perSecond;
  private final LongSupplier nanos;
  private double tokens = 1;
  private long filled;

  /**
   * @param nanos the clock by which the bucket fills
   */
  public DdlLimit(double perSecond, LongSupplier nanos) {
    this.perSecond = perSecond;
    this.nanos = nanos;
    this.filled = nanos.getAsLong();
  }

  /** Limits releases and drops of this server together. */
  public void on(Sandbox sandbox) {
    sandbox.on("partitions/release").react(this);
    sandbox.on("partitions/drop").react(this);
  }

  @Override
  public Reply react(Turn turn) {
    return taken() ? turn.effect() : Reaction.throttled().react(turn);
  }

  private synchronized boolean taken() {
    long now = nanos.getAsLong();
    tokens = Math.min(1, tokens + (now - filled) / 1e9 * perSecond);
    filled = now;
    if (tokens < 1) {
      return false;
    }
    tokens -= 1;
    return true;
  }
}
