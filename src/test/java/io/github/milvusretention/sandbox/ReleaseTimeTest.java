package io.github.milvusretention.sandbox;

import static io.github.milvusretention.sandbox.AnswerAssert.assertAnswer;
import static io.github.milvusretention.sandbox.OwnCollection.body;
import static io.github.milvusretention.sandbox.OwnCollection.name;
import static io.github.milvusretention.sandbox.OwnCollection.names;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The pace of releases. One hour means "longer than the test". */
class ReleaseTimeTest {
  private static final String QUICK_SETUP = "quick_setup";
  private static final String RELEASE = "partitions/release";

  private final Sandbox sandbox =
      Sandbox.builder().releaseTime(Duration.ofHours(1)).seed(States::quickSetup).start();
  private final Client client = new Client(sandbox.uri(), "");

  @AfterEach
  void stop() {
    sandbox.close();
  }

  /** Healing ends one wait only: a wait for each name would go on. */
  @Test
  void whatIsBeingReleasedCountsAsNotLoadedBeforeTheAnswer() throws IOException {
    CompletableFuture<Client.Answer> answer =
        client.postLater(RELEASE, body(QUICK_SETUP, names("june", "october")));

    await()
        .untilAsserted(
            () ->
                assertThat(sandbox.loaded("default", QUICK_SETUP))
                    .containsExactly("december", "november"));
    assertAnswer(client.post("partitions/drop", body(QUICK_SETUP, name("june")))).succeeds();
    assertThat(answer).isNotDone();

    sandbox.heal();

    assertAnswer(answer.join()).succeeds();
  }

  @Test
  void theAnswerTakesThatLong() throws IOException {
    Duration time = Duration.ofMillis(200);
    try (Sandbox slow = Sandbox.builder().releaseTime(time).seed(States::quickSetup).start()) {
      long started = System.nanoTime();

      assertAnswer(
              new Client(slow.uri(), "")
                  .post(RELEASE, body(QUICK_SETUP, names("june", "october", "november"))))
          .succeeds();

      assertThat(Duration.ofNanos(System.nanoTime() - started)).isGreaterThanOrEqualTo(time);
      assertThat(slow.loaded("default", QUICK_SETUP)).containsExactly("december");
    }
  }

  @Test
  void whatIsNotLoadedOrRefusedIsAnsweredImmediately() throws IOException {
    assertAnswer(client.post(RELEASE, body(QUICK_SETUP, names("january", "may")))).succeeds();
    assertAnswer(client.post(RELEASE, body(QUICK_SETUP, names("june", "never_made"))))
        .fails(200, "partition not found");
    assertAnswer(client.post(RELEASE, body("never_made", names("june"))))
        .fails(100, "collection not found");
    assertAnswer(
            client.post(RELEASE, body(QUICK_SETUP, names("june"), "\"dbName\":\"never_made\"")))
        .fails("not found");
  }
}
