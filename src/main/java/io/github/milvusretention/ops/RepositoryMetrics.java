package io.github.milvusretention.ops;

import io.github.milvusretention.database.RepositoryFailure;
import io.github.milvusretention.ops.figures.Family;
import io.github.milvusretention.ops.figures.Figures;
import io.github.milvusretention.run.RunFailure;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the job repository says, read when it is asked for, and kept for a while. If it cannot be
 * read, only that is reported: an old figure would look like a current one.
 */
class RepositoryMetrics {
  private static final Logger log = LoggerFactory.getLogger(RepositoryMetrics.class);

  /** Several scrapers or nodes should not each read all of it. */
  private static final Duration KEPT = Duration.ofSeconds(15);

  private final List<Figures> figures;
  private final Clock clock;
  private @Nullable Reading last;

  RepositoryMetrics(List<Figures> figures, Clock clock) {
    this.figures = List.copyOf(figures);
    this.clock = clock;
  }

  /**
   * @param failure what kept it from being read; null if nothing did
   */
  private record Reading(
      Instant at, List<MetricSnapshot> metrics, @Nullable RuntimeException failure) {
    /** Not after the clock was set back either. */
    boolean isFresh(Instant now) {
      return !now.isBefore(at) && now.isBefore(at.plus(KEPT));
    }
  }

  /**
   * What was read within the last 15 seconds, or is read now. Never throws: it must neither hide
   * other metrics nor change how a run ends. One reads, others wait for what it finds.
   */
  synchronized List<MetricSnapshot> recent() {
    Reading before = last;
    return before != null && before.isFresh(clock.instant()) ? before.metrics() : now();
  }

  /** The same, read now. */
  synchronized List<MetricSnapshot> now() {
    Reading reading = read(clock.instant());
    tell(last, reading);
    last = reading;
    return reading.metrics();
  }

  private Reading read(Instant now) {
    List<MetricSnapshot> metrics = new ArrayList<>();
    RuntimeException failure = null;
    try {
      for (Figures some : figures) {
        some.read(now).stream()
            .filter(family -> !family.isEmpty())
            .map(Family::snapshot)
            .forEach(metrics::add);
      }
    } catch (RuntimeException e) {
      failure = e;
      metrics.clear();
    }
    metrics.add(up(failure == null));
    return new Reading(now, List.copyOf(metrics), failure);
  }

  private static MetricSnapshot up(boolean readable) {
    return Family.gauge(
            "retention_repository_up",
            "Whether the job repository could be read; if not, all that comes from it is absent")
        .add(readable ? 1 : 0)
        .snapshot();
  }

  /** Once when it begins, and once when it is over. */
  private static void tell(@Nullable Reading before, Reading now) {
    boolean failedBefore = before != null && before.failure() != null;
    if (now.failure() != null && !failedBefore) {
      known(now.failure())
          .ifPresentOrElse(
              why -> log.warn("the metrics of the job repository are not available: {}", why),
              () ->
                  log.error("the metrics of the job repository are not available", now.failure()));
    } else if (now.failure() == null && failedBefore) {
      log.info("the metrics of the job repository are available again");
    }
  }

  /** Empty for a mistake of the program, of which the log must have all. */
  private static Optional<String> known(RuntimeException failure) {
    return failure instanceof RunFailure
        ? Optional.ofNullable(failure.getMessage())
        : RepositoryFailure.told(failure);
  }
}
