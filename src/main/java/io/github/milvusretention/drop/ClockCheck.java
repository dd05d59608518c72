package io.github.milvusretention.drop;

import io.github.milvusretention.clock.ClockReading;
import io.github.milvusretention.clusters.Clusters;
import io.github.milvusretention.lease.ClockWatch;
import io.github.milvusretention.milvus.Milvus;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * Notices before a drop that the wall clock was set since the plan was made. After the machine was
 * suspended, the wall clock differs from the monotonic one too; then the cluster's clock decides.
 *
 * @param database any, for a simple question to the cluster
 * @param wasSet told what is wrong
 */
record ClockCheck(
    ClockWatch watch, Milvus milvus, String database, Duration tolerance, Consumer<String> wasSet) {

  void check() {
    ClockReading since = watch.reading();
    if (since.within(tolerance)) {
      return;
    }
    // The latest answer may be older than the difference: only a new one tells.
    boolean confirmed =
        Clusters.answers(milvus, database)
            && milvus.clock().filter(cluster -> cluster.within(tolerance)).isPresent();
    if (confirmed) {
      watch.trust();
    } else {
      wasSet.accept(
          "this machine's clock was set while the run was in progress: it is " + since.describe());
    }
  }
}
