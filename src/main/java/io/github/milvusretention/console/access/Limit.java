package io.github.milvusretention.console.access;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * So many times a minute for each key, such as an address. Remembers a bounded number of keys: the
 * one that was asked for longest ago is forgotten, and begins anew.
 */
public final class Limit {
  /** Whoever sends keys at random must not fill the memory. */
  private static final int KEYS = 10_000;

  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final int times;
  private final TimeMeter time;
  private final Map<String, Bucket> buckets =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
          return size() > KEYS;
        }
      };

  public Limit(int times, TimeMeter time) {
    this.times = times;
    this.time = time;
  }

  /** Whether once more is within the limit; if so it is counted. */
  public synchronized boolean take(String key) {
    return bucket(key).tryConsume(1);
  }

  /** What was taken does not count. */
  public synchronized void giveBack(String key) {
    bucket(key).addTokens(1);
  }

  private Bucket bucket(String key) {
    return buckets.computeIfAbsent(
        key,
        k ->
            Bucket.builder()
                .addLimit(limit -> limit.capacity(times).refillGreedy(times, MINUTE))
                .withCustomTimePrecision(time)
                .build());
  }
}
