package io.github.milvusretention.ops;

import io.github.milvusretention.rules.process.RulesOnDisk;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.InfoSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.List;
import java.util.Objects;

/**
 * All metrics of this program: what the repository says, and what this process did. Its calls to
 * Milvus are measured once this exists.
 */
public class RetentionMetrics implements MultiCollector {
  private final RepositoryMetrics repository;
  private final MilvusRequests requests;
  private final RulesOnDisk rules;

  RetentionMetrics(RepositoryMetrics repository, MilvusRequests requests, RulesOnDisk rules) {
    this.repository = repository;
    this.requests = requests;
    this.rules = rules;
    requests.begin();
  }

  /** For a scrape: what the repository says may be some seconds old. */
  @Override
  public MetricSnapshots collect() {
    return with(repository.recent());
  }

  /** As they are now. */
  public MetricSnapshots now() {
    return with(repository.now());
  }

  private MetricSnapshots with(List<MetricSnapshot> read) {
    MetricSnapshots.Builder all = MetricSnapshots.builder();
    read.forEach(all::metricSnapshot);
    requests.snapshot().ifPresent(all::metricSnapshot);
    return all.metricSnapshot(rulesInfo()).build();
  }

  private InfoSnapshot rulesInfo() {
    String version = RetentionMetrics.class.getPackage().getImplementationVersion();
    return InfoSnapshot.builder()
        .name("retention_rules")
        .help("The rules file that this process read, by its SHA-256, and the program's version")
        .dataPoint(
            InfoSnapshot.InfoDataPointSnapshot.builder()
                .labels(
                    Labels.of(
                        "digest",
                        rules.digest(),
                        "version",
                        Objects.requireNonNullElse(version, "unknown")))
                .build())
        .build();
  }
}
