package io.github.milvusretention.milvus.rest;

import static io.github.milvusretention.milvus.rest.ScriptedClient.NOT_READY;
import static io.github.milvusretention.milvus.rest.ScriptedClient.READS;
import static io.github.milvusretention.milvus.rest.ScriptedClient.failureOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusretention.milvus.Answer;
import io.github.milvusretention.milvus.Cluster;
import io.github.milvusretention.milvus.FastForward;
import io.github.milvusretention.milvus.MilvusException;
import io.github.milvusretention.milvus.Outcome;
import io.github.milvusretention.milvus.Retries;
import io.github.milvusretention.milvus.Sleeper;
import io.github.milvusretention.milvus.http.RawServer;
import io.github.milvusretention.milvus.rest.call.Backoff;
import io.github.milvusretention.milvus.rest.call.CallObserver;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is asked again, how often, and what is said when that does not help. */
class ClientRetriesTest {
  private static final String GONE = "{\"code\":100,\"message\":\"collection not found\"}";

  private final ScriptedClient client = new ScriptedClient();
  private final ScriptedTransport transport = client.transport;
  private final MilvusClient milvus = client.milvus;
  private final List<Duration> waits = client.waits;
  private final List<Answer> answers = client.answers;

  @Test
  void retriesWithGrowingDelaysUntilASuccess() {
    transport
        .json(NOT_READY)
        .fails(true)
        .connectionFails(false)
        .json("{\"code\":0,\"data\":[\"a\"]}");
    assertThat(milvus.collections("d")).containsExactly("a");
    assertThat(waits)
        .containsExactly(Duration.ofMillis(200), Duration.ofMillis(400), Duration.ofMillis(800));
    assertThat(answers)
        .extracting(Answer::outcome)
        .containsExactly(
            Outcome.NOT_READY, Outcome.UNKNOWN, Outcome.CONNECTION_REFUSED, Outcome.SUCCESS);
  }

  @Test
  void retriesWhenThrottledOrWhenASuccessCannotBeRead() {
    transport
        .json("{\"code\":1807,\"message\":\"rate limit exceeded\"}")
        .json("{\"code\":0,\"data\":{\"has\":\"maybe\"}}")
        .json("{\"code\":0,\"data\":{\"has\":false}}");
    assertThat(milvus.hasPartition("d", "c", "p")).isFalse();
    assertThat(answers)
        .extracting(Answer::outcome)
        .containsExactly(Outcome.THROTTLED, Outcome.UNKNOWN, Outcome.SUCCESS);
  }

  @Test
  void failsAfterTheLastAttemptWithADescriptiveMessage() {
    transport.fails(true).fails(true).fails(true).fails(true);
    MilvusException failure = failureOf(() -> milvus.partitions("d", "c"));
    assertThat(failure)
        .hasMessage(
            "cluster prod, partitions/list of d.c, after 4 attempts: no believable answer: broken");
    assertThat(failure.outcome()).isEqualTo(Outcome.UNKNOWN);
    assertThat(transport.sent()).hasSize(4);
    assertThat(waits).hasSize(3);
  }

  @Test
  void retriesAServerThatIsNotReadyUntilTheBudgetIsSpent() {
    for (int i = 0; i < 6; i++) {
      transport.json(NOT_READY);
    }
    MilvusException failure = failureOf(() -> milvus.partitions("d", "c"));
    assertThat(failure)
        .hasMessage(
            "cluster prod, partitions/list of d.c, after 5 attempts: the server is not ready"
                + " (HTTP 200, code 1): Initializing");
    assertThat(waits)
        .as("the next delay of 2 s would exceed the budget of 5 s")
        .extracting(Duration::toMillis)
        .containsExactly(200L, 400L, 800L, 1600L);
  }

  @Test
  void waitsOutARestartOfTheServerAndSaysSo() {
    for (int i = 0; i < 30; i++) {
      transport.connectionFails(i % 2 == 0);
    }
    transport.json("{\"code\":0,\"data\":[\"a\"]}");
    FastForward time = FastForward.standing();
    Backoff minute = new Backoff(Retries.ofReads(Duration.ofMinutes(1)), time, () -> 1.0);
    try (LogLines log = LogLines.of(OutageLog.class);
        MilvusClient patient = client.waiting(minute)) {
      assertThat(patient.collections("d")).containsExactly("a");

      assertThat(Duration.ofNanos(time.nanos())).isBetween(seconds(50), seconds(60));
      assertThat(log.lines())
          .as("at once, then not more than once in ten seconds")
          .hasSizeBetween(5, 6)
          .first()
          .isEqualTo(
              "cluster prod: the connection was lost before the answer: Connection reset; waiting"
                  + " for it, up to 60 s for each call");
    }
  }

  private static Duration seconds(int seconds) {
    return Duration.ofSeconds(seconds);
  }

  @Test
  void anAddressThatLeadsNowhereIsNotAskedAgain() {
    transport.fails(false);
    MilvusException failure = failureOf(() -> milvus.partitions("d", "c"));
    assertThat(failure.outcome()).isEqualTo(Outcome.UNREACHABLE);
    assertThat(transport.sent()).hasSize(1);
  }

  @Test
  void failsImmediatelyWhenARetryCannotHelp() {
    transport.json(GONE);
    MilvusException failure = failureOf(() -> milvus.describe("d", "c"));
    assertThat(failure.outcome()).isEqualTo(Outcome.COLLECTION_GONE);
    assertThat(failure)
        .hasMessageStartingWith("cluster prod, collections/describe of d.c: the collection does");
    assertThat(transport.sent()).hasSize(1);
  }

  @Test
  void anUnreadableSuccessIsAFailureAfterTheLastAttempt() {
    for (int i = 0; i < 4; i++) {
      transport.json("{\"code\":0,\"data\":{}}");
    }
    MilvusException failure = failureOf(() -> milvus.partitions("d", "c"));
    assertThat(failure.outcome()).isEqualTo(Outcome.UNKNOWN);
    assertThat(failure.answer().code()).isZero();
    assertThat(failure).hasMessageContaining("unreadable answer: data is not a list of names");
  }

  @Test
  void anInterruptEndsTheDelayAndIsPreserved() {
    transport.json(NOT_READY);
    Thread.currentThread().interrupt();
    try (MilvusClient waiting = client.waiting(Backoff.of(READS, Sleeper.REAL))) {
      MilvusException failure = failureOf(() -> waiting.collections("d"));
      assertThat(Thread.interrupted()).isTrue();
      assertThat(failure).hasMessageContaining(" of d, interrupted before the next attempt: ");
      assertThat(failure.outcome()).isEqualTo(Outcome.NOT_READY);
    }
    assertThat(transport.sent()).hasSize(1);
  }

  @Test
  void retriesAReadAfterAConnectionReset() throws IOException {
    String names = "{\"code\":200,\"data\":[\"_default\"]}";
    try (RawServer server = RawServer.start().will(Reactions.reset(), Reactions.json(names))) {
      Cluster real =
          new Cluster("real", server.uri(), client.cluster.token(), Duration.ofSeconds(1));
      try (MilvusClient connected =
          MilvusClient.connect(real, Sleeper.REAL, Clock.systemUTC(), null, CallObserver.NONE)) {
        assertThat(connected.partitions("d", "c")).containsExactly("_default");
        assertThat(connected.drop("d", "c", "p").success()).isTrue();
      }
      assertThat(server.requests())
          .extracting(RawServer.Request::line)
          .containsExactly(
              "POST /v2/vectordb/partitions/list HTTP/1.1",
              "POST /v2/vectordb/partitions/list HTTP/1.1",
              "POST /v2/vectordb/partitions/drop HTTP/1.1");
    }
  }
}
