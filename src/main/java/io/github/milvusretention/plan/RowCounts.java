package io.github.milvusretention.plan;

import io.github.milvusretention.clusters.Parallel;
import io.github.milvusretention.lease.MachineClocks;
import io.github.milvusretention.milvus.Milvus;
import io.github.milvusretention.milvus.MilvusException;
import io.github.milvusretention.policy.Address;
import io.github.milvusretention.policy.Decision;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Asks how many rows partitions have. Only for people to read; a count that cannot be read is left
 * out. After several failures, or after a while, no more are asked for: a plan must not wait long
 * for what it does not need.
 */
final class RowCounts {
  private static final int MAX_FAILED_COUNTS = 3;

  /** Questions that are held together. */
  private static final int AT_ONCE = 10_000;

  private static final Duration MAX_COUNTING_TIME = Duration.ofMinutes(2);

  private final Milvus milvus;
  private final Runnable stopCheck;
  private final AtomicInteger failures = new AtomicInteger();
  private final MachineClocks.Reading end = MachineClocks.REAL.now().plus(MAX_COUNTING_TIME);

  /**
   * @param stopCheck called before each count; throws if the run is to stop
   */
  RowCounts(Milvus milvus, Runnable stopCheck) {
    this.milvus = milvus;
    this.stopCheck = stopCheck;
  }

  Map<Decision, Long> of(List<Decision> expired) {
    Map<Decision, Long> rows = new HashMap<>();
    for (int from = 0; from < expired.size(); from += AT_ONCE) {
      List<Decision> some = expired.subList(from, Math.min(expired.size(), from + AT_ONCE));
      List<Optional<Long>> counts =
          Parallel.ask(
              some, milvus.cluster().readConcurrency(), decision -> count(decision.address()));
      for (int i = 0; i < some.size(); i++) {
        Decision decision = some.get(i);
        counts.get(i).ifPresent(count -> rows.put(decision, count));
      }
    }
    return rows;
  }

  private Optional<Long> count(Address address) {
    stopCheck.run();
    if (failures.get() >= MAX_FAILED_COUNTS || MachineClocks.REAL.past(end)) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          milvus.rows(address.database(), address.collection(), address.partition()));
    } catch (MilvusException e) {
      if (e.outcome().clusterUnusable()) {
        throw e;
      }
      failures.incrementAndGet();
      return Optional.empty();
    }
  }
}
