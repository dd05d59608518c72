package io.github.milvusretention.ops;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.github.milvusretention.ops.figures.Family;
import io.github.milvusretention.story.SettableClock;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.CannotGetJdbcConnectionException;

/** How often the repository is asked, and what is told when it does not answer. */
class RepositoryMetricsTest {
  private static final Instant TEN = Instant.parse("2026-11-24T10:00:00Z");

  private final SettableClock clock = new SettableClock(TEN.toString());
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();
  private final Logger logger = (Logger) LoggerFactory.getLogger(RepositoryMetrics.class);
  private boolean away;
  private int asked;
  private final RepositoryMetrics metrics =
      new RepositoryMetrics(
          List.of(
              now -> List.of(Family.gauge("before", "is read before the other").add(1)),
              this::figure),
          clock);

  private List<Family<?>> figure(Instant now) {
    if (away) {
      throw new CannotGetJdbcConnectionException(
          "no", new SQLTransientConnectionException("Connection is not available", "08001"));
    }
    return List.of(Family.gauge("asked", "how often").add(++asked), Family.gauge("none", "empty"));
  }

  @BeforeEach
  void listen() {
    log.start();
    logger.setLevel(Level.INFO);
    logger.addAppender(log);
  }

  @AfterEach
  void stopListening() {
    logger.detachAppender(log);
    logger.setLevel(null);
  }

  @Test
  void theRepositoryIsAskedAgainAfterFifteenSeconds() {
    assertThat(values(metrics.recent()))
        .isEqualTo(Map.of("before", 1.0, "asked", 1.0, "retention_repository_up", 1.0));
    clock.set(TEN.plusSeconds(14));
    assertThat(values(metrics.recent())).containsEntry("asked", 1.0);
    assertThat(values(metrics.now())).as("a command asks now").containsEntry("asked", 2.0);
    clock.set(TEN.plusSeconds(29));
    assertThat(values(metrics.recent())).containsEntry("asked", 3.0);
    clock.set(TEN.minus(Duration.ofDays(1)));
    assertThat(values(metrics.recent())).as("the clock was set back").containsEntry("asked", 4.0);
  }

  @Test
  void aRepositoryThatCannotBeReadTellsNothingButThat() {
    metrics.recent();
    away = true;
    for (int seconds = 20; seconds < 100; seconds += 20) {
      clock.set(TEN.plusSeconds(seconds));
      assertThat(values(metrics.recent())).isEqualTo(Map.of("retention_repository_up", 0.0));
    }
    away = false;
    clock.set(TEN.plusSeconds(100));
    assertThat(values(metrics.recent())).containsEntry("asked", 2.0);

    assertThat(log.list).extracting(ILoggingEvent::getThrowableProxy).containsOnlyNulls();
    assertThat(log.list)
        .extracting(ILoggingEvent::getFormattedMessage)
        .hasSize(2)
        .last()
        .isEqualTo("the metrics of the job repository are available again");
    assertThat(log.list.get(0).getFormattedMessage())
        .startsWith(
            "the metrics of the job repository are not available: the job repository cannot be")
        .contains("Check SPRING_DATASOURCE_URL");
  }

  @Test
  void aMistakeHidesNoOtherMetricsAndIsToldWhole() {
    RepositoryMetrics broken =
        new RepositoryMetrics(
            List.of(
                now -> {
                  throw new IllegalStateException("a mistake");
                }),
            clock);

    assertThat(values(broken.now())).isEqualTo(Map.of("retention_repository_up", 0.0));
    broken.now();

    assertThat(log.list)
        .singleElement()
        .satisfies(
            line -> assertThat(line.getThrowableProxy().getMessage()).isEqualTo("a mistake"));
  }

  private static Map<String, Double> values(List<MetricSnapshot> metrics) {
    return metrics.stream()
        .collect(
            Collectors.toMap(
                metric -> metric.getMetadata().getName(),
                metric -> ((GaugeSnapshot) metric).getDataPoints().get(0).getValue()));
  }
}
