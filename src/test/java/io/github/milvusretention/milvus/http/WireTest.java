package io.github.milvusretention.milvus.http;

import static io.github.milvusretention.milvus.rest.UnusualAnswers.EMPTIED;
import static io.github.milvusretention.milvus.rest.UnusualAnswers.JANUARY;
import static io.github.milvusretention.milvus.rest.UnusualAnswers.data;
import static io.github.milvusretention.milvus.rest.UnusualAnswers.head;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.milvusretention.milvus.Answer;
import io.github.milvusretention.milvus.Cluster;
import io.github.milvusretention.milvus.MilvusException;
import io.github.milvusretention.milvus.Outcome;
import io.github.milvusretention.milvus.Sleeper;
import io.github.milvusretention.milvus.Token;
import io.github.milvusretention.milvus.http.RawServer.Reaction;
import io.github.milvusretention.milvus.rest.MilvusClient;
import io.github.milvusretention.milvus.rest.Reactions;
import io.github.milvusretention.milvus.rest.call.CallObserver;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** From bytes on the wire to names: invalid answers are rejected, never altered or trusted. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class WireTest {
  private RawServer server;
  private MilvusClient milvus;

  @BeforeEach
  void start() throws IOException {
    server = RawServer.start();
    Cluster cluster =
        new Cluster(
            "prod",
            server.uri(),
            new Token("root:S3cr3t"),
            Duration.ofSeconds(2),
            1000,
            8,
            Duration.ZERO,
            null,
            false,
            null);
    milvus =
        MilvusClient.connect(cluster, Sleeper.REAL, Clock.systemUTC(), null, CallObserver.NONE);
  }

  @AfterEach
  void stop() {
    milvus.close();
    server.close();
  }

  private List<String> list() {
    return milvus.partitions("default", "c");
  }

  /** The message of a list that could not be read. */
  private String unreadable() {
    MilvusException e = catchThrowableOfType(MilvusException.class, this::list);
    assertThat(e).as("it was read").isNotNull();
    assertThat(e.outcome().unanswered()).as("%s", e.outcome()).isTrue();
    return String.valueOf(e.getMessage());
  }

  private static Reaction ok(byte[] body) {
    return Reactions.answer("200 OK", "Content-Type: application/json", body);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("io.github.milvusretention.milvus.rest.UnusualAnswers#bodies")
  void anInvalidBodyIsUnreadable(String what, byte[] body) {
    server.will(ok(body));

    assertThat(unreadable()).as(what).doesNotContain("\u0000", "\ufffd\ufffd\ufffd\ufffd\ufffd");

    // An unreadable answer must not affect the next one.
    server.will(Reactions.json(JANUARY));
    assertThat(list()).containsExactly("_default", "january");
  }

  /** The answer to a drop proves nothing, but none of these may count as a success. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("io.github.milvusretention.milvus.rest.UnusualAnswers#bodies")
  void anInvalidBodyIsNotASuccessOfADropUnlessOnlyItsNamesAreInvalid(String what, byte[] body) {
    server.will(ok(body));

    Answer answer = milvus.drop("default", "c", "january");

    boolean envelope = what.contains("name") || what.startsWith("data is");
    boolean whole = envelope && !what.startsWith("Latin") || what.equals("a letter lost before");
    assertThat(answer.outcome()).isEqualTo(whole ? Outcome.SUCCESS : Outcome.UNKNOWN);
    assertThat(server.requests()).hasSize(1);
  }

  @Test
  void theMessageNamesABodyThatIsNotUtf8() {
    server.will(ok(data("[\"märz\"]").getBytes(ISO_8859_1)));
    assertThat(unreadable()).contains("not valid UTF-8");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("io.github.milvusretention.milvus.rest.UnusualAnswers#frames")
  void anInvalidFrameIsUnreadableAndItsRestAnswersNoLaterCall(String what, Reaction reaction) {
    server.will(reaction, Reactions.json(JANUARY));

    unreadable();

    assertThat(list()).as(what).containsExactly("_default", "january");
    assertThat(server.requests()).as("each call was sent once").hasSize(2);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("io.github.milvusretention.milvus.rest.UnusualAnswers#harmless")
  void anUnusualButValidAnswerIsRead(String what, Reaction reaction) {
    server.will(reaction, Reactions.json(EMPTIED));
    assertThat(list()).as(what).containsExactly("_default", "january");
    assertThat(list()).as("the next list").containsExactly("_default");
  }

  @Test
  void aSecondAnswerOnTheConnectionIsDiscarded() {
    String second = "HTTP/1.1 200 OK\r\nContent-Length: 30\r\n\r\n" + EMPTIED;
    server.will(
        head("HTTP/1.1 200 OK\nContent-Length: 40", JANUARY + second), Reactions.json(JANUARY));

    assertThat(list()).containsExactly("_default", "january");
    assertThat(list()).as("the second list").containsExactly("_default", "january");
    assertThat(server.requests()).hasSize(2);
    assertThat(server.connections()).isEqualTo(2);
  }

  @Test
  void aSecondAnswerThatArrivesLaterIsDiscarded() throws InterruptedException {
    CountDownLatch answered = new CountDownLatch(1);
    CountDownLatch sent = new CountDownLatch(1);
    server.will(
        socket -> {
          Reactions.json(JANUARY).react(socket);
          try {
            answered.await();
          } catch (InterruptedException e) {
            throw new IOException(e);
          }
          Reactions.json(EMPTIED).react(socket);
          sent.countDown();
          return true;
        },
        Reactions.json(JANUARY));
    assertThat(list()).containsExactly("_default", "january");
    answered.countDown();
    sent.await();

    assertThat(list()).containsExactly("_default", "january");
    assertThat(server.requests()).hasSize(2);
  }

  @Test
  void anUnexpectedBodyIsDiscarded() {
    String second = "HTTP/1.1 200 OK\r\nContent-Length: 30\r\n\r\n" + EMPTIED;
    server.will(
        head("HTTP/1.1 304 Not Modified\nETag: x", second),
        head("HTTP/1.1 204 No Content\nX: y", second));
    for (int i = 0; i < 2; i++) {
      assertThat(catchThrowableOfType(MilvusException.class, this::list)).isNotNull();
    }
    server.will(Reactions.json(JANUARY));
    assertThat(list()).containsExactly("_default", "january");
    assertThat(server.requests()).hasSize(3);
  }

  /** On a connection of its own. */
  private static Answer drop(Cluster cluster) {
    try (MilvusClient client =
        MilvusClient.connect(cluster, Sleeper.REAL, Clock.systemUTC(), null, CallObserver.NONE)) {
      return client.drop("default", "c", "january");
    }
  }

  @Test
  void nothingIsSentToAServerThatSendsFirst() throws IOException {
    try (RawServer eager = RawServer.startWithGreeting("SSH-2.0-OpenSSH_9.6\r\n")) {
      Cluster cluster = new Cluster("prod", eager.uri(), Token.NONE, Duration.ofSeconds(1));
      // On a busy machine the greeting of a connection may come after its request.
      int late = 0;
      Answer answer = drop(cluster);
      while (answer.outcome() != Outcome.UNREACHABLE && late < 50) {
        late++;
        answer = drop(cluster);
      }
      assertThat(answer.outcome()).isEqualTo(Outcome.UNREACHABLE);
      assertThat(answer.message()).contains("sent data before the request");
      assertThat(eager.requests()).hasSize(late);
    }
  }

  @Test
  void aRedirectToAnotherHostIsReportedAndNotFollowed() throws IOException {
    try (RawServer other = RawServer.start()) {
      for (String status : List.of("301 Moved", "302 Found", "303 Other", "307 T", "308 P")) {
        server.will(
            Reactions.answer(status, "Location: " + other.uri() + "/v2/vectordb/x", new byte[0]));
        Answer answer = milvus.drop("default", "c", "january");
        assertThat(answer.success()).isFalse();
        assertThat(answer.message()).contains("redirects are not followed");
      }
      assertThat(other.connections()).as("the token was sent nowhere else").isZero();
    }
  }

  /** Readers and drops find it down; it is up when the first of them has waited a while. */
  @Test
  void aServerThatIsUpAgainWithinTheRetryBudgetIsWaitedFor() throws IOException {
    int port = server.uri().getPort();
    Cluster cluster =
        new Cluster(
            "prod",
            server.uri(),
            Token.NONE,
            Duration.ofSeconds(2),
            1000,
            8,
            Duration.ofSeconds(60),
            null,
            false,
            null);
    server.close();
    List<RawServer> restarted = new ArrayList<>();
    AtomicInteger waits = new AtomicInteger();
    Sleeper untilItIsUp =
        time -> {
          if (waits.incrementAndGet() == 9) {
            restarted.add(startOn(port).will(Reactions.json(JANUARY)));
          }
        };
    try (MilvusClient client =
        MilvusClient.connect(cluster, untilItIsUp, Clock.systemUTC(), null, CallObserver.NONE)) {
      assertThat(client.drop("default", "c", "january").outcome())
          .isEqualTo(Outcome.CONNECTION_REFUSED);
      assertThat(client.partitions("default", "c")).containsExactly("_default", "january");
      assertThat(waits).as("more than the four attempts of other failures").hasValue(9);
    } finally {
      restarted.forEach(RawServer::close);
    }
  }

  private static RawServer startOn(int port) {
    try {
      ServerSocket listener = new ServerSocket();
      listener.setReuseAddress(true);
      listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return RawServer.startOn(listener);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** 2 GiB of spaces in 2 MiB, which must not be decompressed completely. */
  @Test
  void aDecompressionBombIsRejectedAtTheSizeLimit() throws IOException {
    server.will(
        socket -> {
          Reactions.bomb(socket, 2L * 1024 * 1024 * 1024);
          return false;
        });
    assertThat(unreadable()).contains("larger than 16 MiB");
    server.will(Reactions.json(JANUARY));
    assertThat(list()).hasSize(2);
  }
}
