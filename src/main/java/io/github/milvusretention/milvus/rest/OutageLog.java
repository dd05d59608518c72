package io.github.milvusretention.milvus.rest;

import io.github.milvusretention.milvus.Answer;
import io.github.milvusretention.milvus.Cluster;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says that calls wait for a server that refuses or drops connections: at once, then not more than
 * once in a while, whatever the number of calls.
 */
final class OutageLog {
  static final Duration INTERVAL = Duration.ofSeconds(10);

  private static final Logger log = LoggerFactory.getLogger(OutageLog.class);

  private final Cluster cluster;
  private final LongSupplier nanos;
  private final AtomicReference<@Nullable Long> said = new AtomicReference<>();

  OutageLog(Cluster cluster, LongSupplier nanos) {
    this.cluster = cluster;
    this.nanos = nanos;
  }

  /**
   * To be called before each retry of a read.
   *
   * @param answer the answer to the attempt that just failed
   */
  void retrying(Answer answer) {
    if (answer.outcome().connectionFailed() && due()) {
      log.warn(
          "cluster {}: {}; waiting for it, up to {} s for each call",
          cluster.name(),
          answer.describe(),
          cluster.retryBudget().toSeconds());
    }
  }

  private boolean due() {
    long now = nanos.getAsLong();
    Long last = said.get();
    return (last == null || now - last >= INTERVAL.toNanos()) && said.compareAndSet(last, now);
  }
}
