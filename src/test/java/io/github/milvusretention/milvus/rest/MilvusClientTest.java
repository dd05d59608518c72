package io.github.milvusretention.milvus.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.milvusretention.milvus.Answer;
import io.github.milvusretention.milvus.Cluster;
import io.github.milvusretention.milvus.CollectionInfo;
import io.github.milvusretention.milvus.FastForward;
import io.github.milvusretention.milvus.LoadState;
import io.github.milvusretention.milvus.MilvusException;
import io.github.milvusretention.milvus.Outcome;
import io.github.milvusretention.milvus.Retries;
import io.github.milvusretention.milvus.RowValue;
import io.github.milvusretention.milvus.Sleeper;
import io.github.milvusretention.milvus.Token;
import io.github.milvusretention.milvus.http.RawServer;
import io.github.milvusretention.milvus.rest.ScriptedTransport.Sent;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which calls are sent, how often, and how the answers are handled. */
class MilvusClientTest {
  private static final String NOT_READY = "{\"code\":1,\"message\":\"Initializing\"}";
  private static final Retries READS = Retries.ofReads(Duration.ofSeconds(5));
  private static final String GONE = "{\"code\":100,\"message\":\"collection not found\"}";

  private final Cluster cluster =
      new Cluster(
          "prod", URI.create("http://host"), new Token("root:S3cr3t"), Duration.ofMinutes(1));
  private final ScriptedTransport transport = new ScriptedTransport();
  private final List<Duration> waits = new ArrayList<>();
  private final List<Answer> answers = new ArrayList<>();
  private final MilvusClient milvus =
      new MilvusClient(
          cluster,
          transport,
          new Backoff(READS, waits::add, () -> 1.0),
          Clock.systemUTC(),
          (sentTo, route) -> answers::add);

  private MilvusException failureOf(Runnable read) {
    return catchThrowableOfType(MilvusException.class, read::run);
  }

  @Test
  void callsEachRouteWithTheDatabaseName() {
    transport
        .json("{\"code\":0,\"data\":[\"default\",\"sales\"]}")
        .json("{\"code\":0,\"data\":[]}")
        .json("{\"code\":0,\"data\":{\"collectionID\":1,\"fields\":[{\"name\":\"id\"}]}}")
        .json("{\"code\":0,\"data\":[\"_default\",\"january\"]}")
        .json("{\"code\":0,\"data\":{\"has\":true}}")
        .json("{\"code\":0,\"data\":{\"rowCount\":7}}")
        .json("{\"code\":0,\"data\":{\"loadState\":\"LoadStateLoaded\"}}")
        .json("{\"code\":0,\"data\":{}}")
        .json("{\"code\":0,\"data\":{}}");

    assertThat(milvus.databases()).containsExactly("default", "sales");
    assertThat(milvus.collections("d")).isEmpty();
    assertThat(milvus.describe("d", "c"))
        .isEqualTo(new CollectionInfo("c", "1", false, false, true, null, Map.of()));
    assertThat(milvus.partitions("d", "c")).containsExactly("_default", "january");
    assertThat(milvus.hasPartition("d", "c", "p")).isTrue();
    assertThat(milvus.rows("d", "c", "p")).isEqualTo(7);
    assertThat(milvus.loadState("d", "c", "p")).isEqualTo(LoadState.LOADED);
    assertThat(milvus.release("d", "c", List.of("p")).success()).isTrue();
    assertThat(milvus.drop("d", "c", "p").success()).isTrue();

    String many = "{\"dbName\":\"d\",\"collectionName\":\"c\",\"partitionNames\":[\"p\"]}";
    String one = "{\"dbName\":\"d\",\"collectionName\":\"c\",\"partitionName\":\"p\"}";
    assertThat(transport.sent())
        .containsExactly(
            new Sent("databases/list", "{}"),
            new Sent("collections/list", "{\"dbName\":\"d\"}"),
            new Sent("collections/describe", "{\"dbName\":\"d\",\"collectionName\":\"c\"}"),
            new Sent("partitions/list", "{\"dbName\":\"d\",\"collectionName\":\"c\"}"),
            new Sent("partitions/has", one),
            new Sent("partitions/get_stats", one),
            new Sent("collections/get_load_state", many),
            new Sent("partitions/release", many),
            new Sent("partitions/drop", one));
    assertThat(answers).hasSize(9).allMatch(Answer::success);
  }

  @Test
  void asksForRowsOfOnePartitionWithAFilter() {
    transport
        .json("{\"code\":0,\"data\":[{\"id\":1,\"at\":1767225600}],\"cost\":6}")
        .json("{\"code\":0,\"data\":[{\"count(*)\":7}]}");

    assertThat(milvus.findRow("d", "c", "p", "at >= 5", "at")).contains(new RowValue("1767225600"));
    assertThat(milvus.countRows("d", "c", "p", "at >= \"5\"")).isEqualTo(7);

    String ask =
        "{\"dbName\":\"d\",\"collectionName\":\"c\",\"partitionNames\":[\"p\"],\"filter\":";
    assertThat(transport.sent())
        .containsExactly(
            new Sent(
                "entities/query",
                ask
                    + "\"at >= 5\",\"outputFields\":[\"at\"],\"limit\":1,"
                    + "\"consistencyLevel\":\"Strong\"}"),
            new Sent(
                "entities/query",
                ask
                    + "\"at >= \\\"5\\\"\",\"outputFields\":[\"count(*)\"],"
                    + "\"consistencyLevel\":\"Strong\"}"));
  }

  @Test
  void escapesNames() {
    transport.json("{\"code\":0,\"data\":[]}");
    milvus.collections("a\",\"dbName\":\"b");
    assertThat(transport.sent().get(0).json())
        .isEqualTo("{\"dbName\":\"a\\\",\\\"dbName\\\":\\\"b\"}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\t"})
  void sendsNothingForAnEmptyName(String none) {
    List<Runnable> calls =
        List.of(
            () -> milvus.collections(none),
            () -> milvus.describe("d", none),
            () -> milvus.partitions(none, "c"),
            () -> milvus.hasPartition("d", "c", none),
            () -> milvus.release("d", "c", List.of("p", none)),
            () -> milvus.release(none, "c", List.of("p")),
            () -> milvus.drop("d", none, "p"),
            () -> milvus.drop("d", "c", none));
    assertThat(calls)
        .allSatisfy(
            call ->
                assertThatIllegalArgumentException()
                    .isThrownBy(call::run)
                    .withMessageContaining("empty name; give it a name"));
    assertThat(transport.sent()).isEmpty();
  }

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
        MilvusClient patient =
            new MilvusClient(
                cluster,
                transport,
                minute,
                java.time.Clock.systemUTC(),
                (sentTo, route) -> answers::add)) {
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
  void reportsThatAnOldServerCannotListDatabases() {
    transport.answer(404, "404 page not found");
    MilvusException failure = failureOf(milvus::databases);
    assertThat(failure.outcome()).isEqualTo(Outcome.NO_SUCH_ROUTE);
    assertThat(failure).hasMessageStartingWith("cluster prod, databases/list: the server does not");
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

  @ParameterizedTest
  @EnumSource
  void sendsAChangeOnceWhateverTheAnswer(Failure fate) {
    fate.of(transport);
    fate.of(transport);
    Answer released = milvus.release("d", "c", List.of("p"));
    Answer dropped = milvus.drop("d", "c", "p");
    assertThat(released.outcome()).isEqualTo(fate.outcome).isEqualTo(dropped.outcome());
    assertThat(transport.sent()).hasSize(2);
    assertThat(waits).isEmpty();
    assertThat(answers).containsExactly(released, dropped);
  }

  private enum Failure {
    NOT_CONNECTED(Outcome.UNREACHABLE),
    REFUSED(Outcome.CONNECTION_REFUSED),
    RESET(Outcome.UNKNOWN),
    CUT_OFF(Outcome.UNKNOWN),
    NOT_READY(Outcome.NOT_READY),
    TIMED_OUT(Outcome.UNKNOWN),
    PANIC(Outcome.UNKNOWN);

    private final Outcome outcome;

    Failure(Outcome outcome) {
      this.outcome = outcome;
    }

    private void of(ScriptedTransport transport) {
      switch (this) {
        case NOT_CONNECTED -> transport.fails(false);
        case REFUSED -> transport.connectionFails(false);
        case RESET -> transport.connectionFails(true);
        case CUT_OFF -> transport.fails(true);
        case NOT_READY -> transport.json(MilvusClientTest.NOT_READY);
        case TIMED_OUT -> transport.answer(408, "timeout");
        case PANIC -> transport.answer(500, "{\"code\":500}");
      }
    }
  }

  @Test
  void eachCallIsObservedWhenItIsSentAndWhenItIsUnderstood() {
    List<String> seen = new ArrayList<>();
    CallObserver observer =
        (sentTo, route) -> {
          seen.add("sending " + sentTo + " " + route + ", of " + transport.sent().size());
          return answer -> seen.add(answer.route() + " " + answer.outcome());
        };
    transport.json(NOT_READY).json("{\"code\":0,\"data\":\"no list\"}");
    transport.json("{\"code\":0,\"data\":[\"a\"]}").json("{\"code\":0,\"data\":{}}");
    try (MilvusClient observed =
        new MilvusClient(
            cluster,
            transport,
            new Backoff(READS, waits::add, () -> 1.0),
            Clock.systemUTC(),
            CallObserver.all(List.of(CallObserver.NONE, observer)))) {
      observed.collections("d");
      observed.drop("d", "c", "p");
    }

    assertThat(seen)
        .containsExactly(
            "sending prod collections/list, of 0",
            "collections/list NOT_READY",
            "sending prod collections/list, of 1",
            "collections/list UNKNOWN",
            "sending prod collections/list, of 2",
            "collections/list SUCCESS",
            "sending prod partitions/drop, of 3",
            "partitions/drop SUCCESS");
  }

  @Test
  void anInterruptEndsTheDelayAndIsPreserved() {
    transport.json(NOT_READY);
    Thread.currentThread().interrupt();
    try (MilvusClient waiting =
        new MilvusClient(
            cluster,
            transport,
            Backoff.of(READS, Sleeper.REAL),
            Clock.systemUTC(),
            (sentTo, route) -> answers::add)) {
      MilvusException failure = failureOf(() -> waiting.collections("d"));
      assertThat(Thread.interrupted()).isTrue();
      assertThat(failure).hasMessageContaining(" of d, interrupted before the next attempt: ");
      assertThat(failure.outcome()).isEqualTo(Outcome.NOT_READY);
    }
    assertThat(transport.sent()).hasSize(1);
  }

  @Test
  void theClockOfTheLatestAnswerIsKept() {
    assertThat(milvus.clock()).as("nothing was asked").isEmpty();

    transport.dated(Instant.EPOCH, "{\"code\":200,\"data\":[]}");
    milvus.collections("d");
    assertThat(milvus.clock())
        .hasValueSatisfying(
            clock -> {
              assertThat(clock.clock()).isEqualTo("cluster prod (by the Date of its answers)");
              assertThat(clock.theirs()).isEqualTo(Instant.EPOCH);
              assertThat(clock.theirsUntil()).isEqualTo(Instant.EPOCH.plusSeconds(1));
              assertThat(clock.skew()).isGreaterThan(Duration.ofDays(365));
            });

    transport.json("{\"code\":200,\"data\":[]}");
    milvus.collections("d");
    assertThat(milvus.clock()).as("the latest answer had no Date").isEmpty();
  }

  @Test
  void neverShowsTheToken() {
    String echo = "you sent Authorization: Bearer root:S3cr3t";
    transport.answer(400, echo).answer(400, echo);
    Answer answer = milvus.drop("d", "c", "p");
    MilvusException failure = failureOf(() -> milvus.describe("S3cr3t", "root:S3cr3t\n"));
    assertThat(answer.toString()).contains("***").doesNotContain("S3cr3t");
    assertThat(failure.toString()).contains("***").doesNotContain("S3cr3t", "\n");
    assertThat(milvus.cluster().toString()).doesNotContain("S3cr3t");
  }

  @Test
  void retriesAReadAfterAConnectionReset() throws IOException {
    String names = "{\"code\":200,\"data\":[\"_default\"]}";
    try (RawServer server = RawServer.start().will(Reactions.reset(), Reactions.json(names))) {
      Cluster real = new Cluster("real", server.uri(), cluster.token(), Duration.ofSeconds(1));
      try (MilvusClient client =
          MilvusClient.connect(real, Sleeper.REAL, Clock.systemUTC(), null, CallObserver.NONE)) {
        assertThat(client.partitions("d", "c")).containsExactly("_default");
        assertThat(client.drop("d", "c", "p").success()).isTrue();
      }
      assertThat(server.requests())
          .extracting(RawServer.Request::line)
          .containsExactly(
              "POST /v2/vectordb/partitions/list HTTP/1.1",
              "POST /v2/vectordb/partitions/list HTTP/1.1",
              "POST /v2/vectordb/partitions/drop HTTP/1.1");
    }
  }

  @Test
  void closesItsTransport() {
    milvus.close();
    assertThat(transport.closed()).isTrue();
  }
}
