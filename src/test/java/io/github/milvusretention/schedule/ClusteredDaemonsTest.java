package io.github.milvusretention.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.github.milvusretention.database.Databases;
import io.github.milvusretention.database.EveryDatabase;
import io.github.milvusretention.database.Repository;
import io.github.milvusretention.lease.DaemonRules;
import io.github.milvusretention.lease.LeaseOwner;
import io.github.milvusretention.tier.Slow;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** Two daemons on one database. */
@Slow
@EveryDatabase
class ClusteredDaemonsTest {
  private static final String OTHER =
      "another daemon (ann@two:8) has other rules for it: keep, zone";

  private final Repository repository;
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();
  private final Logger logger = (Logger) LoggerFactory.getLogger(ClusteredDaemons.class);

  ClusteredDaemonsTest(Databases database, @TempDir Path directory) {
    repository = new Repository(database, directory);
  }

  @BeforeEach
  void listen() {
    log.start();
    logger.setLevel(Level.INFO);
    logger.addAppender(log);
  }

  @AfterEach
  void stop() {
    logger.detachAppender(log);
    logger.setLevel(null);
    repository.close();
  }

  private ClusteredDaemons join(String owner, TestRules rules) {
    return ClusteredDaemons.join(repository.daemonRules(), new LeaseOwner(owner), rules.rules());
  }

  private static TestRules rules(String keep, String zone) {
    return new TestRules()
        .policy("nightly")
        .value("nightly", "keep", keep)
        .value("nightly", "zone", zone);
  }

  private List<String> lines() {
    return log.list.stream().map(ILoggingEvent::toString).toList();
  }

  @Test
  void daemonsWithTheSameRulesAgree() {
    try (ClusteredDaemons one = join("ann@one:7", rules("P3M", "UTC"));
        ClusteredDaemons two = join("ann@two:8", rules("P3M", "UTC"))) {
      assertThat(one.disagreement("nightly")).isEmpty();
      assertThat(two.disagreement("nightly")).isEmpty();
    }
    assertThat(lines()).isEmpty();
  }

  @Test
  void bothSayWhatDiffersOnceEach() {
    try (ClusteredDaemons one = join("ann@one:7", rules("P3M", "UTC"));
        ClusteredDaemons two = join("ann@two:8", rules("P6M", "Asia/Tokyo"))) {
      for (int asked = 0; asked < 3; asked++) {
        assertThat(one.disagreement("nightly")).hasValue(OTHER);
        assertThat(two.disagreement("nightly")).hasValue(OTHER.replace("two:8", "one:7"));
      }
      assertThat(lines())
          .containsExactly(
              "[ERROR] policy nightly: " + OTHER + "; no daemon fires it until they agree",
              "[ERROR] policy nightly: "
                  + OTHER.replace("two:8", "one:7")
                  + "; no daemon fires it until they agree");
    }
  }

  @Test
  void aPolicyThatOnlyOneOfThemHasIsNoDisagreement() {
    try (ClusteredDaemons one = join("ann@one:7", rules("P3M", "UTC"));
        ClusteredDaemons two = join("ann@two:8", rules("P3M", "UTC").policy("weekly"))) {
      assertThat(two.disagreement("weekly")).isEmpty();
      assertThat(one.disagreement("weekly")).isEmpty();
      assertThat(one.disagreement("nightly")).isEmpty();
    }
  }

  @Test
  void aCleanStopEndsTheDisagreementAtOnce() {
    try (ClusteredDaemons one = join("ann@one:7", rules("P3M", "UTC"))) {
      try (ClusteredDaemons two = join("ann@two:8", rules("P6M", "Asia/Tokyo"))) {
        assertThat(one.disagreement("nightly")).hasValue(OTHER);
      }
      assertThat(one.disagreement("nightly")).isEmpty();
      assertThat(lines())
          .hasSize(2)
          .last()
          .isEqualTo("[INFO] policy nightly: all daemons have the same rules for it again");

      try (ClusteredDaemons restarted = join("ann@two:9", rules("P3M", "UTC"))) {
        assertThat(one.disagreement("nightly")).isEmpty();
        assertThat(restarted.disagreement("nightly")).isEmpty();
      }
    }
    assertThat(repository.database().ask("SELECT daemon FROM retention_daemon_rules")).isEmpty();
  }

  @Test
  void aDaemonThatDiedDisagreesUntilItsRowsExpire() {
    try (ClusteredDaemons one = join("ann@one:7", rules("P3M", "UTC"))) {
      ClusteredDaemons killed = join("ann@two:8", rules("P6M", "Asia/Tokyo"));
      assertThat(one.disagreement("nightly")).hasValue(OTHER);

      repository
          .database()
          .change(
              "UPDATE retention_daemon_rules SET expires_at = CURRENT_TIMESTAMP"
                  + " WHERE owner = 'ann@two:8'");
      assertThat(one.disagreement("nightly")).isEmpty();
      killed.close();
    }
  }

  @Test
  void aRenewalThatRunsOutOfMemoryIsNotTheLast() {
    DaemonRules table = mock(DaemonRules.class);
    try (ClusteredDaemons one =
        ClusteredDaemons.join(table, new LeaseOwner("ann@one:7"), rules("P3M", "UTC").rules())) {
      doThrow(new OutOfMemoryError("taken by others")).when(table).announce(any(), any(), any());

      assertThatCode(one::renew).doesNotThrowAnyException();
    }
  }
}
