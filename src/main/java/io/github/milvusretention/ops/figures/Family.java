package io.github.milvusretention.ops.figures;

import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * One metric at one moment: its name, what it means, and its series. For one thread.
 *
 * @param <P> a value with its labels
 */
public final class Family<P> {
  private final List<P> series = new ArrayList<>();
  private final BiFunction<Double, Labels, P> point;
  private final Function<List<P>, MetricSnapshot> snapshot;

  private Family(BiFunction<Double, Labels, P> point, Function<List<P>, MetricSnapshot> snapshot) {
    this.point = point;
    this.snapshot = snapshot;
  }

  public static Family<GaugeDataPointSnapshot> gauge(String name, String description) {
    return new Family<>(
        (value, labels) -> new GaugeDataPointSnapshot(value, labels, null),
        series -> {
          GaugeSnapshot.Builder gauge = GaugeSnapshot.builder().name(name).help(description);
          series.forEach(gauge::dataPoint);
          return gauge.build();
        });
  }

  /**
   * @param name without {@code _total}
   */
  static Family<CounterDataPointSnapshot> counter(String name, String description) {
    return new Family<>(
        (value, labels) -> new CounterDataPointSnapshot(value, labels, null, 0),
        series -> {
          CounterSnapshot.Builder counter = CounterSnapshot.builder().name(name).help(description);
          series.forEach(counter::dataPoint);
          return counter.build();
        });
  }

  /**
   * Adds one series.
   *
   * @param labels names and values, by turns
   */
  public Family<P> add(double value, String... labels) {
    series.add(point.apply(value, Labels.of(labels)));
    return this;
  }

  /** The same of a count. */
  public Family<P> add(long value, String... labels) {
    return add((double) value, labels);
  }

  /** The same of a moment, in seconds since 1970. */
  public Family<P> add(Instant moment, String... labels) {
    return add(moment.toEpochMilli() / 1000.0, labels);
  }

  public boolean isEmpty() {
    return series.isEmpty();
  }

  /** Not of one without series, which Prometheus does not know. */
  public MetricSnapshot snapshot() {
    return snapshot.apply(series);
  }
}
