package io.github.milvusretention.milvus.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusretention.milvus.Cluster;
import io.github.milvusretention.milvus.Token;
import io.github.milvusretention.milvus.rest.Reactions;
import io.github.milvusretention.tier.Slow;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is read of an answer, and the handling of servers that misbehave. */
@Slow
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HttpAnswersTest {
  private static final String OK = "{\"code\":0,\"data\":{}}";

  private RawConnection connection;
  private RawServer server;

  @BeforeEach
  void start() throws IOException {
    connection = new RawConnection();
    server = connection.server;
  }

  @AfterEach
  void stop() {
    connection.close();
  }

  @Test
  void readsTheBodyWhateverTheStatusAndTheContentType() {
    server.will(
        Reactions.answer("500 Internal Server Error", "text/html; charset=utf-16", "é1"),
        Reactions.answer("204 No Content", "X: y", new byte[0]));
    assertThat(connection.post()).extracting("status", "body").containsExactly(500, "é1");
    assertThat(connection.post()).extracting("status", "body").containsExactly(204, "");
  }

  @Test
  void replacesBytesThatAreNotUtf8() {
    server.will(Reactions.answer("200 OK", "X: y", new byte[] {'a', (byte) 0xff, 'b'}));
    assertThat(connection.post()).extracting("body").isEqualTo("a\ufffdb");
  }

  @Test
  void decompressesAnAnswer() throws IOException {
    server.will(Reactions.gzip(OK));
    assertThat(connection.post()).extracting("body").isEqualTo(OK);
  }

  @Test
  void acceptsAnAnswerOf16MiBAndNotAByteMore() throws IOException {
    byte[] largest = new byte[HttpTransport.MAX_BODY];
    server.will(
        Reactions.answer("200 OK", "X: y", largest),
        Reactions.answer("200 OK", "X: y", new byte[largest.length + 1]),
        Reactions.gzip("0".repeat(2 * largest.length)),
        Reactions.endless("HTTP/1.1 200 OK\r\nContent-Length: 999999999999\r\n\r\n"));
    try (Transport longTimeoutTransport = connection.longTimeoutTransport()) {
      assertThat(longTimeoutTransport.post("x", "{}")).isInstanceOf(Exchange.Received.class);
      for (int i = 0; i < 3; i++) {
        assertThat(longTimeoutTransport.post("x", "{}"))
            .extracting("sent", "reason")
            .containsExactly(true, "incomplete answer: the answer is larger than 16 MiB");
      }
      assertThat(longTimeoutTransport.post("x", "{}")).isInstanceOf(Exchange.Received.class);
    }
  }

  @Test
  void rejectsAnEndlessHeader() {
    server.will(Reactions.endless("HTTP/1.1 200 OK\r\nX: "));
    Exchange.Failed failed = connection.failed();
    assertThat(failed.sent()).isTrue();
    assertThat(failed.detail()).contains("Maximum line length limit exceeded");
  }

  @Test
  void rejectsATruncatedAnswerAndAnythingThatIsNotHttp() {
    server.will(
        Reactions.truncated(OK),
        Reactions.noHttp(Reactions.bytes("SSH-2.0-x\r\n")),
        Reactions.answer("200 OK", "Content-Encoding: gzip", new byte[] {1, 2, 3}),
        Reactions.answer("200 OK", "Content-Encoding: unheard-of", new byte[] {1, 2, 3}));
    for (int i = 0; i < 4; i++) {
      assertThat(connection.failed().sent()).isTrue();
    }
    assertThat(server.requests()).hasSize(4);
  }

  @Test
  void timesOutWhenTheServerDoesNotAnswer() {
    server.will(Reactions.silence());
    Exchange.Failed failed = connection.failed();
    assertThat(failed.sent()).isTrue();
    assertThat(failed.connectionFailed()).isFalse();
    assertThat(failed.reason()).startsWith("no answer in time");
    assertThat(failed.took()).isBetween(Duration.ofMillis(950), Duration.ofSeconds(9));
  }

  @Test
  void abortsAnAnswerThatArrivesTooSlowly() {
    server.will(Reactions.dripBody(), Reactions.dripHeader());
    Timeouts timeouts =
        new Timeouts(Duration.ofSeconds(2), Duration.ofSeconds(20), Duration.ofMillis(700));
    Cluster cluster = new Cluster("test", server.uri(), Token.NONE, Duration.ofSeconds(1));
    try (Transport shortTimeoutTransport = new HttpTransport(cluster, timeouts, null)) {
      for (int i = 0; i < 2; i++) {
        assertThat(shortTimeoutTransport.post("x", "{}"))
            .extracting("sent", "reason")
            .containsExactly(true, "no complete answer within 0.7 s");
      }
    }
    assertThat(server.requests()).hasSize(2);
  }
}
