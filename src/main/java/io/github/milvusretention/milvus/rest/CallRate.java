package io.github.milvusretention.milvus.rest;

import io.github.bucket4j.BlockingStrategy;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;

/** Limits the rate of releases and drops sent to one cluster, over all threads. */
final class CallRate {
  private final Bucket bucket;
  private final BlockingStrategy waiting;

  CallRate(int perSecond, TimeMeter clock, BlockingStrategy waiting) {
    this.waiting = waiting;
    // Capacity 1: there is no burst after an idle time.
    bucket =
        Bucket.builder()
            .addLimit(limit -> limit.capacity(1).refillGreedy(perSecond, Duration.ofSeconds(1)))
            .withCustomTimePrecision(clock)
            .build();
  }

  static CallRate of(int perSecond) {
    return new CallRate(perSecond, TimeMeter.SYSTEM_NANOTIME, BlockingStrategy.PARKING);
  }

  /** Waits until the caller may send one call. */
  void await() throws InterruptedException {
    bucket.asBlocking().consume(1, waiting);
  }
}
