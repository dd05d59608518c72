package io.github.milvusretention.drop;

import io.github.milvusretention.milvus.Outcome;
import io.github.milvusretention.run.RunExit;
import io.github.milvusretention.run.RunFailure;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Whether there is sense in going on with a cluster; shared by the collections of one run. Once
 * open it stays open: the rest is left as planned, for a rerun. A circuit breaker of a library
 * counts calls alike; here the answers tell more, as a single one may concern all partitions.
 */
public final class Circuit {
  private static final int IN_VAIN_AT_MOST = 3;

  private final AtomicInteger waitedInVain = new AtomicInteger();
  private final AtomicInteger collectionsGivenUp = new AtomicInteger();
  private volatile @Nullable RunFailure open;

  boolean isOpen() {
    return open != null;
  }

  /** Throws what opened it, if it is open. */
  void check() {
    RunFailure failure = open;
    if (failure != null) {
      throw failure;
    }
  }

  /** What opened it; empty if it is closed. */
  public String reason() {
    RunFailure failure = open;
    return failure == null ? "" : failure.getMessage();
  }

  /**
   * Takes note of a partition's fate.
   *
   * @param clusterAnswers whether the cluster answers to something simple; asked only where the
   *     fate leaves it open whether the partition or the cluster is in trouble
   */
  void note(DropResult fate, BooleanSupplier clusterAnswers) {
    Outcome trouble = fate.trouble();
    if (fate.state().settled()) {
      collectionsGivenUp.set(0);
    }
    if (trouble == null || !trouble.asksToRetryLater()) {
      waitedInVain.set(0);
    }
    if (trouble == null) {
      return;
    }
    String why = String.valueOf(fate.why());
    switch (trouble) {
      case UNREACHABLE, UNAUTHENTICATED -> open(RunExit.CLUSTER_UNUSABLE, why);
      case DENIED -> open(RunExit.PARTITIONS_FAILED, why);
      case THROTTLED -> waitedInVain(why);
      case NOT_READY -> {
        if (answers(why, clusterAnswers)) {
          waitedInVain(why);
        }
      }
      case UNKNOWN -> answers(why, clusterAnswers);
      default -> {}
    }
  }

  /** To be called for one that answered nothing for too long. */
  void collectionGivenUp(String why) {
    if (collectionsGivenUp.incrementAndGet() >= IN_VAIN_AT_MOST) {
      open(
          RunExit.PARTITIONS_FAILED,
          IN_VAIN_AT_MOST + " collections in a row answered nothing; the last one: " + why);
    }
  }

  private boolean answers(String why, BooleanSupplier clusterAnswers) {
    boolean answers = clusterAnswers.getAsBoolean();
    if (!answers) {
      open(RunExit.CLUSTER_UNUSABLE, why + "; nor does the cluster answer to anything else");
    }
    return answers;
  }

  private void waitedInVain(String why) {
    if (waitedInVain.incrementAndGet() >= IN_VAIN_AT_MOST) {
      open(
          RunExit.PARTITIONS_FAILED,
          IN_VAIN_AT_MOST + " partitions in a row waited in vain; the last one: " + why);
    }
  }

  private void open(RunExit exit, String why) {
    open = new RunFailure(exit, why + "; the rest is left as it is, for a rerun");
  }
}
