package io.github.milvusretention.ops;

import io.github.milvusretention.milvus.Answer;
import io.github.milvusretention.milvus.rest.call.CallObserver;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** How long the calls of this process took, by cluster, route and what the answer meant. */
class MilvusRequests implements CallObserver {
  /** In seconds: a read takes milliseconds, a release about a second, a drop up to a minute. */
  private static final double[] BUCKETS = {
    0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60
  };

  private volatile @Nullable Histogram histogram;

  /** Calls are measured from now on: most commands write no metrics, and need not load any. */
  void begin() {
    histogram =
        Histogram.builder()
            .name("retention_milvus_request_seconds")
            .help("How long the calls of this process to Milvus took, by what the answer meant")
            .labelNames("cluster", "route", "outcome")
            .classicOnly()
            .classicUpperBounds(BUCKETS)
            .withoutExemplars()
            .build();
  }

  @Override
  public Consumer<Answer> sending(String cluster, String route) {
    return answer -> {
      Histogram begun = histogram;
      if (begun != null) {
        begun
            .labelValues(cluster, route, answer.outcome().name())
            .observe(answer.took().toNanos() / 1e9);
      }
    };
  }

  /** Empty until a call was answered. */
  Optional<HistogramSnapshot> snapshot() {
    return Optional.ofNullable(histogram)
        .map(Histogram::collect)
        .filter(calls -> !calls.getDataPoints().isEmpty());
  }
}
