package io.github.milvusretention.schedule;

import static io.github.milvusretention.schedule.TestRules.LEAP_DAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.milvusretention.sandbox.Sandbox;
import io.github.milvusretention.sandbox.States;
import io.github.milvusretention.tier.Slow;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Two daemons on one database, of which only one was given the new file. */
@Slow
class TwoDaemonsTest {
  private static final Duration TIMEOUT = Duration.ofSeconds(20);

  private final Sandbox milvus = Sandbox.builder().seed(States::quickSetup).start();
  private final TestDatabase database = TestDatabase.postgres();

  @AfterEach
  void stopMilvus() {
    milvus.close();
  }

  private TestRules keeping(String keep) {
    return new TestRules()
        .cluster(milvus.uri().toString())
        .policy("nightly", LEAP_DAY, "UTC")
        .value("nightly", "keep", keep);
  }

  @Test
  void neitherFiresAPolicyThatTheyDisagreeAboutUntilTheOlderOneIsStopped() throws Exception {
    // Within one process all schedulers use the connections of the one that was started last.
    Daemon older = Daemon.start(database, keeping("P3M"));
    try (Daemon newer = Daemon.start(database, keeping("P9M"))) {
      try (older) {
        newer.fire("nightly");
        await()
            .during(Duration.ofSeconds(3))
            .atMost(TIMEOUT)
            .until(() -> newer.runs().isEmpty() && milvus.mutations().isEmpty());
        for (Daemon each : new Daemon[] {newer, older}) {
          assertThat(each.get("/actuator/health").body())
              .contains("\"status\":\"DOWN\"")
              .contains("has other rules for it: keep")
              .contains("restart the daemon with the older file");
        }
      }
      assertThat(newer.get("/actuator/health").body()).contains("\"status\":\"UP\"");

      newer.fire("nightly");
      await().atMost(TIMEOUT).until(() -> !newer.runs().isEmpty());
      assertThat(milvus.partitions("default", "quick_setup"))
          .as("nothing was dropped by the older rules")
          .hasSizeGreaterThan(10);
    }
  }
}
