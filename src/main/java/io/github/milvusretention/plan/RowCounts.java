package io.github.milvusretention.plan;

import io.github.milvusretention.clusters.Parallel;
import io.github.milvusretention.milvus.Milvus;
import io.github.milvusretention.milvus.MilvusException;
import io.github.milvusretention.policy.Address;
import io.github.milvusretention.policy.Decision;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Asks how many rows partitions have, each at most once for a plan. A collection that cannot be
 * counted does not keep the others from it, and counting ends after a while: what was not counted
 * has no count, with the reason. For one thread.
 */
public final class RowCounts {
  /** Questions that are held together. */
  private static final int AT_ONCE = 10_000;

  private final Milvus milvus;
  private final Runnable stopCheck;
  private final Patience patience;
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
   * @param patience limits the questions
   * @param stopCheck called before each count; throws if the run is to stop
   */
  RowCounts(Milvus milvus, Patience patience, Runnable stopCheck) {
    this.milvus = milvus;
    this.stopCheck = stopCheck;
    this.patience = patience;
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
    Optional<String> over = patience.over(address);
    return over.isPresent()
        ? new Count.Unread(over.get())
        : patience.ask(address, () -> ask(address), count -> count instanceof Count.Rows);
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
