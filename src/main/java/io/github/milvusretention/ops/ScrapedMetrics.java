package io.github.milvusretention.ops;

import io.prometheus.metrics.model.registry.PrometheusRegistry;

/** Adds the metrics to those that the daemon answers over HTTP. */
public class ScrapedMetrics {
  ScrapedMetrics(PrometheusRegistry registry, RetentionMetrics metrics) {
    registry.register(metrics);
  }
}
