package io.github.milvusretention.policy.settings;

import io.github.milvusretention.period.RuleException;

/**
 * How much of a policy's work is done at the same time.
 *
 * @param concurrency how many collections are processed in parallel; 1 to 64
 * @param releaseBatch how many partitions of a collection at most are released by one call; 1 to
 *     256
 */
public record Pace(int concurrency, int releaseBatch) {
  private static final int MAX_CONCURRENCY = 64;
  private static final int MAX_BATCH = 256;
  private static final int SECONDS = 10;

  /** Throws {@link RuleException} if a value is out of its range. */
  public Pace {
    check(
        concurrency,
        MAX_CONCURRENCY,
        "concurrency",
        "write how many collections to process in parallel, such as 4");
    check(
        releaseBatch,
        MAX_BATCH,
        "release-batch",
        "write how many partitions to release by one call, such as 16");
  }

  /**
   * How many partitions may be released together: not more than are dropped within ten seconds,
   * since readers miss what is released and still there.
   *
   * @param callsPerSecond how many drops a second are allowed at present
   */
  public int batch(double callsPerSecond) {
    return (int) Math.max(1, Math.min(releaseBatch, callsPerSecond * SECONDS));
  }

  private static void check(int value, int max, String key, String cure) {
    if (value < 1 || value > max) {
      throw new RuleException(key, value + " is not within 1 to " + max, cure);
    }
  }
}
