package io.github.milvusretention.plan;

import io.github.milvusretention.clusters.CollectionName;
import io.github.milvusretention.clusters.Parallel;
import io.github.milvusretention.clusters.UnansweredTime;
import io.github.milvusretention.lease.MachineClocks;
import io.github.milvusretention.milvus.Milvus;
import io.github.milvusretention.milvus.MilvusException;
import io.github.milvusretention.policy.Address;
import io.github.milvusretention.policy.Decision;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Asks how many rows partitions have, each at most once for a plan. A collection that cannot be
 * counted does not keep the others from it, and counting ends after a while: what was not counted
 * has no count, with the reason. For one thread.
 */
public final class RowCounts {
  /** Where nothing is decided by them, a plan must not wait long for them. */
  static final Duration FOR_PEOPLE = Duration.ofMinutes(2);

  static final Duration FOR_DECISIONS = Duration.ofMinutes(10);

  private static final int MAX_FAILED_IN_COLLECTION = 3;

  /** Questions that are held together. */
  private static final int AT_ONCE = 10_000;

  private final Milvus milvus;
  private final Runnable stopCheck;
  private final MachineClocks.Reading end;
  private final UnansweredTime unanswered = new UnansweredTime(System::nanoTime);
  private final Map<CollectionName, Integer> failed = new ConcurrentHashMap<>();
  private final Map<Address, Count> counted = new HashMap<>();

  /** An answer: the rows, or why there are none. */
  public sealed interface Count {
    record Rows(long rows) implements Count {}

    /**
     * @param why a clause
     */
    record Unread(String why) implements Count {}
  }

  /**
   * @param patience how long all questions may take together
   * @param stopCheck called before each count; throws if the run is to stop
   */
  RowCounts(Milvus milvus, Duration patience, Runnable stopCheck) {
    this.milvus = milvus;
    this.stopCheck = stopCheck;
    this.end = MachineClocks.REAL.now().plus(patience);
  }

  /** Asks about those that were not asked about; throws {@link MilvusException} if none can be. */
  public Map<Address, Count> of(Collection<Address> partitions) {
    List<Address> open =
        partitions.stream().filter(address -> !counted.containsKey(address)).distinct().toList();
    for (int from = 0; from < open.size(); from += AT_ONCE) {
      List<Address> some = open.subList(from, Math.min(open.size(), from + AT_ONCE));
      List<Count> counts =
          Parallel.ask(some, milvus.cluster().readConcurrency(), address -> count(address));
      for (int i = 0; i < some.size(); i++) {
        counted.put(some.get(i), counts.get(i));
      }
    }
    Map<Address, Count> asked = new HashMap<>();
    partitions.forEach(address -> asked.put(address, counted.get(address)));
    return asked;
  }

  /** The rows of those that could be counted. */
  public Map<Decision, Long> rows(List<Decision> partitions) {
    Map<Address, Count> counts = of(partitions.stream().map(Decision::address).toList());
    Map<Decision, Long> rows = new HashMap<>();
    for (Decision decision : partitions) {
      if (counts.get(decision.address()) instanceof Count.Rows read) {
        rows.put(decision, read.rows());
      }
    }
    return rows;
  }

  private Count count(Address address) {
    stopCheck.run();
    CollectionName collection = new CollectionName(address.database(), address.collection());
    if (failed.getOrDefault(collection, 0) >= MAX_FAILED_IN_COLLECTION) {
      return new Count.Unread("not asked, since others of its collection could not be counted");
    }
    if (unanswered.tooLong() || MachineClocks.REAL.past(end)) {
      return new Count.Unread("not asked, since counting had taken too long");
    }
    UnansweredTime.Timed<Count> timed = unanswered.ask(() -> ask(address));
    boolean read = timed.answer() instanceof Count.Rows;
    if (!read) {
      failed.merge(collection, 1, Integer::sum);
    }
    unanswered.record(read, timed.took());
    return timed.answer();
  }

  private Count ask(Address address) {
    try {
      return new Count.Rows(
          milvus.rows(address.database(), address.collection(), address.partition()));
    } catch (MilvusException e) {
      if (e.outcome().clusterUnusable()) {
        throw e;
      }
      return new Count.Unread(e.outcome().meaning());
    }
  }
}
