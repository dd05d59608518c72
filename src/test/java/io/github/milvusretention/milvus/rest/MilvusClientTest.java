package io.github.milvusretention.milvus.rest;

import static io.github.milvusretention.milvus.rest.ScriptedClient.NOT_READY;
import static io.github.milvusretention.milvus.rest.ScriptedClient.failureOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.milvusretention.milvus.Answer;
import io.github.milvusretention.milvus.CollectionInfo;
import io.github.milvusretention.milvus.LoadState;
import io.github.milvusretention.milvus.MilvusException;
import io.github.milvusretention.milvus.Outcome;
import io.github.milvusretention.milvus.RowValue;
import io.github.milvusretention.milvus.rest.ScriptedTransport.Sent;
import io.github.milvusretention.milvus.rest.call.CallObserver;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which calls are sent, and what is made of their answers. */
class MilvusClientTest {
  private final ScriptedClient client = new ScriptedClient();
  private final ScriptedTransport transport = client.transport;
  private final MilvusClient milvus = client.milvus;
  private final List<Duration> waits = client.waits;
  private final List<Answer> answers = client.answers;

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
        case NOT_READY -> transport.json(ScriptedClient.NOT_READY);
        case TIMED_OUT -> transport.answer(408, "timeout");
        case PANIC -> transport.answer(500, "{\"code\":500}");
      }
    }
  }

  @Test
  void reportsThatAnOldServerCannotListDatabases() {
    transport.answer(404, "404 page not found");
    MilvusException failure = failureOf(milvus::databases);
    assertThat(failure.outcome()).isEqualTo(Outcome.NO_SUCH_ROUTE);
    assertThat(failure).hasMessageStartingWith("cluster prod, databases/list: the server does not");
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
        client.observed(CallObserver.all(List.of(CallObserver.NONE, observer)))) {
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
  void closesItsTransport() {
    milvus.close();
    assertThat(transport.closed()).isTrue();
  }
}
