package io.github.milvusretention.milvus.rest.call;

import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.TimeMeter;
import io.github.bucket4j.TokensInheritanceStrategy;
import io.github.milvusretention.milvus.Outcome;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Limits the rate of releases and drops sent to one cluster, over all threads. The server may allow
 * less than the rules do: each time that it asks to slow down, the rate is halved, and each success
 * wins a little of it back.
 */
public final class CallRate {
  /** Calls per second. */
  private static final double LOWEST = 0.1;

  private static final double GAIN = 1.1;

  private final double highest;
  private final Bucket bucket;
  private double perSecond;
  private int halvings;

  /** Taken since the rate was last halved, of calls that are not sent yet. */
  private int permits;

  public CallRate(int highest, LongSupplier nanos) {
    this.highest = highest;
    this.perSecond = highest;
    this.bucket =
        Bucket.builder()
            .addLimit(limit(perSecond))
            .withCustomTimePrecision(
                new TimeMeter() {
                  @Override
                  public long currentTimeNanos() {
                    return nanos.getAsLong();
                  }

                  @Override
                  public boolean isWallClockBased() {
                    return false;
                  }
                })
            .build();
  }

  /** Capacity 1: there is no burst after an idle time. */
  private static Bandwidth limit(double perSecond) {
    return Bandwidth.builder()
        .capacity(1)
        .refillGreedy(1, Duration.ofNanos(Math.round(1e9 / perSecond)))
        .build();
  }

  /** Zero if the caller may send one call, otherwise how long to wait before asking again. */
  public synchronized Duration take() {
    long wait = bucket.tryConsumeAndReturnRemaining(1).getNanosToWaitForRefill();
    if (wait == 0) {
      permits++;
    }
    return Duration.ofNanos(wait);
  }

  public synchronized double perSecond() {
    return perSecond;
  }

  /**
   * To be called when a call is sent.
   *
   * @return which rate its permit is of; to be given with its answer
   */
  public synchronized int sent() {
    if (permits == 0) {
      // It took its permit before the rate was halved, and waited for something else since.
      return halvings - 1;
    }
    permits--;
    return halvings;
  }

  /**
   * Learns from the answer to a release or drop.
   *
   * @param sent what {@link #sent} returned for it
   */
  public synchronized void note(Outcome outcome, int sent) {
    // Calls that were under way together are throttled together, which is one reason, not several.
    if (outcome == Outcome.THROTTLED && sent == halvings) {
      change(Math.max(LOWEST, perSecond / 2));
      halvings++;
      permits = 0;
    } else if (outcome == Outcome.SUCCESS) {
      change(Math.min(highest, perSecond * GAIN));
    }
  }

  private void change(double rate) {
    if (rate != perSecond) {
      perSecond = rate;
      bucket.replaceConfiguration(
          BucketConfiguration.builder().addLimit(limit(rate)).build(),
          // The part of a permit that was waited for already is kept; AS_IS would drop it.
          TokensInheritanceStrategy.PROPORTIONALLY);
    }
  }
}
