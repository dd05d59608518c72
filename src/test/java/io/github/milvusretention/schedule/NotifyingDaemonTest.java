package io.github.milvusretention.schedule;

import static io.github.milvusretention.schedule.TestRules.LEAP_DAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.milvusretention.notify.Receiver;
import io.github.milvusretention.sandbox.Sandbox;
import io.github.milvusretention.sandbox.States;
import io.github.milvusretention.tier.Slow;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A daemon tells people by itself, and what it could not tell after its restart. */
@Slow
class NotifyingDaemonTest {
  private static final Duration TIMEOUT = Duration.ofMinutes(3);

  private final Sandbox milvus = Sandbox.builder().seed(States::quickSetup).start();
  private final Receiver receiver = Receiver.start();
  private final TestRules rules =
      new TestRules()
          .cluster(milvus.uri().toString())
          .policy("nightly", LEAP_DAY, "UTC")
          .value("nightly", "max-age", "1h")
          .more(
              "  notify:\n    hook: {kind: webhook, allow-local: true, url: \"%s\"}\n"
                  .formatted(receiver.url("hook")));

  @AfterEach
  void stop() {
    receiver.close();
    milvus.close();
  }

  private List<String> types() {
    return receiver.posts().stream()
        .map(post -> post.json().get("type").stringValue())
        .map(type -> type.substring(type.lastIndexOf('.') + 1))
        .toList();
  }

  private void told(String type) {
    await().atMost(TIMEOUT).untilAsserted(() -> assertThat(types()).contains(type));
  }

  @Test
  void aFiringIsToldAndWhatIsOverdueAtTheNextStart(@TempDir Path directory) {
    TestDatabase database = TestDatabase.h2(directory);
    try (Daemon daemon = Daemon.start(database, rules)) {
      told("upcoming");
      receiver.answers(503);
      daemon.fire("nightly");
      told("finished");
    }
    database.update("UPDATE batch_job_execution SET end_time = end_time - INTERVAL '2' HOUR");
    receiver.answers(200).forget();

    try (Daemon restarted = Daemon.start(database, rules)) {
      assertThat(restarted.runs()).hasSize(1);
      told("overdue");
      told("finished");
    }
    assertThat(types()).as("once each").containsExactlyInAnyOrder("overdue", "finished");
  }
}
