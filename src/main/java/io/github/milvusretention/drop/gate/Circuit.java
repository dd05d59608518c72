package io.github.milvusretention.drop.gate;

import io.github.milvusretention.milvus.Outcome;
import io.github.milvusretention.run.RunExit;
import io.github.milvusretention.run.RunFailure;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A circuit breaker for the cluster, shared by the collections of one run. Once open it stays open:
 * the rest is left as planned, for a rerun. A library's circuit breaker counts all calls alike;
 * here the outcomes tell more, since a single one may concern all partitions. Of several failures
 * the gravest is told, and of equally grave ones the first.
 */
public final class Circuit {
  private static final int MAX_FAILED_IN_A_ROW = 3;

  private final AtomicInteger throttled = new AtomicInteger();
  private final AtomicInteger collectionsGivenUp = new AtomicInteger();
  private final AtomicReference<@Nullable RunFailure> open = new AtomicReference<>();

  public boolean isOpen() {
    return open.get() != null;
  }

  /** Throws the failure that opened it, if it is open. */
  public void check() {
    RunFailure failure = open.get();
    if (failure != null) {
      throw failure;
    }
  }

  /** Why it opened; empty if it is closed. */
  public String reason() {
    RunFailure failure = open.get();
    return failure == null ? "" : failure.getMessage();
  }

  /**
   * Takes note of a partition's result.
   *
   * @param clusterAnswers whether the cluster answers to something simple; asked only where the
   *     result leaves open whether the partition or the cluster has the problem
   */
  public void note(DropResult result, BooleanSupplier clusterAnswers) {
    Outcome trouble = result.trouble();
    if (result.state().settled()) {
      collectionsGivenUp.set(0);
    }
    if (trouble != Outcome.THROTTLED) {
      throttled.set(0);
    }
    if (trouble == null) {
      return;
    }
    String why = String.valueOf(result.why());
    switch (trouble) {
      case UNREACHABLE, CONNECTION_REFUSED, UNAUTHENTICATED -> open(RunExit.CLUSTER_UNUSABLE, why);
      case DENIED -> open(RunExit.PARTITIONS_FAILED, why);
      case THROTTLED -> throttledAfterAllRetries(why);
      case NOT_READY, UNKNOWN, CONNECTION_LOST -> askWhetherTheClusterAnswers(why, clusterAnswers);
      default -> {}
    }
  }

  /** To be called for one that gave no answer for too long, or was not ready again and again. */
  public void collectionGivenUp(String why) {
    if (collectionsGivenUp.incrementAndGet() >= MAX_FAILED_IN_A_ROW) {
      open(
          RunExit.PARTITIONS_FAILED,
          MAX_FAILED_IN_A_ROW + " collections in a row were given up; the last one: " + why);
    }
  }

  /** The plan was made by another time than this machine's clock shows now. */
  public void clockWasSet(String why) {
    open(RunExit.PARTITIONS_FAILED, why);
  }

  /** Which partitions must stay is not known. */
  public void holdsUnreadable(RunFailure why) {
    open(why.exit(), why.getMessage());
  }

  private void askWhetherTheClusterAnswers(String why, BooleanSupplier clusterAnswers) {
    if (!clusterAnswers.getAsBoolean()) {
      open(RunExit.CLUSTER_UNUSABLE, why + "; the cluster does not answer anything else either");
    }
  }

  private void throttledAfterAllRetries(String why) {
    if (throttled.incrementAndGet() >= MAX_FAILED_IN_A_ROW) {
      open(
          RunExit.PARTITIONS_FAILED,
          MAX_FAILED_IN_A_ROW
              + " partitions in a row failed after all retries; the last one: "
              + why);
    }
  }

  private void open(RunExit exit, String why) {
    RunFailure failure =
        new RunFailure(exit, why + "; the remaining partitions are left for a rerun");
    open.accumulateAndGet(failure, Circuit::graver);
  }

  private static @Nullable RunFailure graver(
      @Nullable RunFailure current, @Nullable RunFailure later) {
    return current == null || later != null && later.exit().isGraverThan(current.exit())
        ? later
        : current;
  }
}
