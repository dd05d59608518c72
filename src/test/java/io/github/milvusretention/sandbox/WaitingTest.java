package io.github.milvusretention.sandbox;

import static io.github.milvusretention.sandbox.AnswerAssert.assertAnswer;
import static io.github.milvusretention.sandbox.OwnCollection.body;
import static io.github.milvusretention.sandbox.OwnCollection.name;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Hanging, delayed and late calls. One hour means "longer than the test". */
class WaitingTest {
  private static final String DROP = "partitions/drop";
  private static final String JANUARY = body("quick_setup", name("january"));
  private static final Duration HOUR = Duration.ofHours(1);

  @Test
  void aHangingCallIsServedWhenTheSandboxHeals() {
    try (Sandbox sandbox = start(Duration.ZERO)) {
      Fault hang = sandbox.on(DROP).react(Reaction.hang());
      CompletableFuture<Client.Answer> answer = dropLater(sandbox);
      await().until(() -> hang.fired() == 1);
      assertThat(answer).isNotDone();
      assertThat(sandbox.partitions("default", "quick_setup")).contains("january");

      sandbox.heal();

      assertAnswer(answer.join()).succeeds();
      assertThat(sandbox.partitions("default", "quick_setup")).doesNotContain("january");
    }
  }

  @Test
  void aHangingCallMayHaveTakenEffect() {
    try (Sandbox sandbox = start(Duration.ZERO)) {
      sandbox.on(DROP).react(Reaction.hang().afterEffect());
      CompletableFuture<Client.Answer> answer = dropLater(sandbox);

      await()
          .untilAsserted(
              () ->
                  assertThat(sandbox.partitions("default", "quick_setup"))
                      .doesNotContain("january"));
      assertThat(answer).isNotDone();
    }
  }

  @Test
  void closingEndsAHangingCall() {
    Sandbox sandbox = start(Duration.ZERO);
    Fault hang = sandbox.on(DROP).react(Reaction.hang());
    CompletableFuture<Client.Answer> answer = dropLater(sandbox);
    await().until(() -> hang.fired() == 1);

    sandbox.close();

    assertThat(answer).failsWithin(Duration.ofSeconds(10)).withThrowableThat().isNotNull();
    assertThat(sandbox.partitions("default", "quick_setup")).contains("january");
  }

  @Test
  void aDelayedCallIsServed() throws IOException {
    try (Sandbox sandbox = start(Duration.ZERO)) {
      sandbox.on(DROP).react(Reaction.delay(Duration.ofMillis(1)));

      assertAnswer(new Client(sandbox.uri(), "").post(DROP, JANUARY)).succeeds();
      assertThat(sandbox.partitions("default", "quick_setup")).doesNotContain("january");
    }
  }

  @Test
  void aLongDelayEndsEarlyWhenTheSandboxHeals() {
    try (Sandbox sandbox = start(Duration.ZERO)) {
      Fault delay = sandbox.on(DROP).react(Reaction.delay(HOUR));
      CompletableFuture<Client.Answer> answer = dropLater(sandbox);
      await().until(() -> delay.fired() == 1);
      assertThat(answer).isNotDone();

      sandbox.heal();

      assertAnswer(answer.join()).succeeds();
    }
  }

  @Test
  void latencyDelaysConcurrentCallsIndependently() {
    Sandbox sandbox = start(HOUR);
    CompletableFuture<Client.Answer> first = dropLater(sandbox);
    CompletableFuture<Client.Answer> second = dropLater(sandbox);

    await().until(() -> sandbox.callsTo(DROP).size() == 2);

    assertThat(first).isNotDone();
    assertThat(second).isNotDone();
    assertThat(sandbox.partitions("default", "quick_setup")).contains("january");
    sandbox.close();
    assertThat(first).failsWithin(Duration.ofSeconds(10)).withThrowableThat().isNotNull();
  }

  private static CompletableFuture<Client.Answer> dropLater(Sandbox sandbox) {
    return new Client(sandbox.uri(), "").postLater(DROP, JANUARY);
  }

  private static Sandbox start(Duration latency) {
    return Sandbox.builder()
        .latency(latency)
        .seed(
            sandbox -> {
              sandbox.createCollection("default", "quick_setup");
              sandbox.createPartitions("default", "quick_setup", "january");
            })
        .start();
  }
}
