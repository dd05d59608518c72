package io.github.milvusretention.plan;

import io.github.milvusretention.clusters.CollectionName;
import io.github.milvusretention.clusters.UnansweredTime;
import io.github.milvusretention.lease.MachineClocks;
import io.github.milvusretention.policy.Address;
import io.github.milvusretention.policy.Policy;
import io.github.milvusretention.policy.settings.StillWritten;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Limits what is asked about single partitions: a collection that does not answer does not keep the
 * others from it, and all questions together end after a while. Safe for several threads.
 */
public final class Patience {
  /** Where nothing is decided by the answers, a plan must not wait long for them. */
  public static final Duration FOR_PEOPLE = Duration.ofMinutes(2);

  public static final Duration FOR_DECISIONS = Duration.ofMinutes(10);

  private static final int MAX_FAILED_IN_COLLECTION = 3;

  private final UnansweredTime unanswered = new UnansweredTime(System::nanoTime);
  private final Map<CollectionName, Integer> failed = new ConcurrentHashMap<>();
  private final MachineClocks.Reading end;

  /**
   * @param whole how long all questions may take together
   */
  public Patience(Duration whole) {
    this.end = MachineClocks.REAL.now().plus(whole);
  }

  /** For row counts, which decide unless the policy does not ask whether it is still written. */
  static Patience of(Policy policy) {
    return new Patience(
        policy.caution().stillWritten() == StillWritten.OFF ? FOR_PEOPLE : FOR_DECISIONS);
  }

  /** Why nothing more is asked about that partition, a clause; empty if it may be asked about. */
  public Optional<String> over(Address partition) {
    if (failed.getOrDefault(collection(partition), 0) >= MAX_FAILED_IN_COLLECTION) {
      return Optional.of("not asked, since others of its collection gave no answer");
    }
    return unanswered.tooLong() || MachineClocks.REAL.past(end)
        ? Optional.of("not asked, since other questions had taken too long")
        : Optional.empty();
  }

  /** Asks, and takes note of how long it took and whether it was answered. */
  public <A> A ask(Address partition, Supplier<A> question, Predicate<A> answered) {
    UnansweredTime.Timed<A> timed = unanswered.ask(question);
    boolean good = answered.test(timed.answer());
    if (!good) {
      failed.merge(collection(partition), 1, Integer::sum);
    }
    unanswered.record(good, timed.took());
    return timed.answer();
  }

  private static CollectionName collection(Address partition) {
    return new CollectionName(partition.database(), partition.collection());
  }
}
