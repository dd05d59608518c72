package io.github.milvusretention.drop.gate;

import io.github.milvusretention.clock.ClockReading;
import io.github.milvusretention.clusters.Clusters;
import io.github.milvusretention.lease.ClockWatch;
import io.github.milvusretention.milvus.Milvus;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Notices before a drop that a clock was set since the plan was made: this machine's, or that of
 * the cluster, by the answers that the run gets anyway. After the machine was suspended, the wall
 * clock differs from the monotonic one too; then the cluster's clock decides.
 *
 * @param database any, for a simple question to the cluster
 * @param first shared by the collections of a run
 * @param accepted whether a person accepted the plan, with the clocks as far apart as at first
 * @param wasSet told what is wrong
 */
public record ClockCheck(
    ClockWatch watch,
    Milvus milvus,
    String database,
    Duration tolerance,
    FirstReading first,
    BooleanSupplier accepted,
    Consumer<String> wasSet) {

  public void check() {
    checkOurs();
    milvus.clock().filter(this::apart).ifPresent(this::checkAgain);
  }

  private void checkOurs() {
    ClockReading since = watch.reading();
    if (since.within(tolerance)) {
      return;
    }
    if (askAgain().filter(cluster -> cluster.within(tolerance)).isPresent()) {
      watch.trust();
    } else {
      wasSet.accept(
          "this machine's clock was set while the run was in progress: it is " + since.describe());
    }
  }

  private void checkAgain(ClockReading before) {
    ClockReading cluster = askAgain().orElse(before);
    if (apart(cluster)) {
      wasSet.accept(
          "the clocks no longer agree since the plan was made: this machine's clock is "
              + cluster.describe());
    }
  }

  /** The latest answer may be older than the difference, or from an earlier run. */
  private Optional<ClockReading> askAgain() {
    return Clusters.answers(milvus, database) ? milvus.clock() : Optional.empty();
  }

  private boolean apart(ClockReading cluster) {
    boolean asAtFirst = first.changeTo(cluster).compareTo(tolerance) <= 0;
    return !cluster.within(tolerance) && !(asAtFirst && accepted.getAsBoolean());
  }
}
