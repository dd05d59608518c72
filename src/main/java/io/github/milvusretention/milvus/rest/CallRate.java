package io.github.milvusretention.milvus.rest;

import io.github.bucket4j.BlockingStrategy;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;

/** Spaces the changes that are sent to one cluster, however many threads send them. */
final class CallRate {
  private final Bucket turns;
  private final BlockingStrategy waiting;

  CallRate(int perSecond, TimeMeter clock, BlockingStrategy waiting) {
    this.waiting = waiting;
    // One turn at a time: after a silence there is no burst to make up for it.
    turns =
        Bucket.builder()
            .addLimit(limit -> limit.capacity(1).refillGreedy(perSecond, Duration.ofSeconds(1)))
            .withCustomTimePrecision(clock)
            .build();
  }

  static CallRate of(int perSecond) {
    return new CallRate(perSecond, TimeMeter.SYSTEM_NANOTIME, BlockingStrategy.PARKING);
  }

  /** Returns when it is the caller's turn. */
  void await() throws InterruptedException {
    turns.asBlocking().consume(1, waiting);
  }
}
