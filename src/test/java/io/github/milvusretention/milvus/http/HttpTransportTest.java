package io.github.milvusretention.milvus.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.milvusretention.milvus.Cluster;
import io.github.milvusretention.milvus.Token;
import io.github.milvusretention.milvus.rest.Reactions;
import io.github.milvusretention.tier.Slow;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Requests on the wire, and the handling of misbehaving servers. */
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HttpTransportTest {
  private static final String OK = "{\"code\":0,\"data\":{}}";
  private static final Timeouts SHORT =
      new Timeouts(Duration.ofSeconds(2), Duration.ofSeconds(1), Duration.ofSeconds(10));

  private RawServer server;
  private Transport transport;

  @BeforeEach
  void start() throws IOException {
    server = RawServer.start();
    transport = transport(server.uri(), new Token("root:S3cr3t"));
  }

  @AfterEach
  void stop() {
    transport.close();
    server.close();
  }

  private static Transport transport(URI uri, Token token) {
    Cluster cluster = new Cluster("test", uri, token, Duration.ofMillis(2_900));
    return new HttpTransport(cluster, SHORT, null);
  }

  private Exchange post() {
    return transport.post("partitions/drop", "{\"dbName\":\"dé\"}");
  }

  private Exchange.Failed failed() {
    return (Exchange.Failed) post();
  }

  @Test
  void postsToTheRouteWithItsHeadersAndTheBodyAsUtf8() {
    post();
    RawServer.Request request = server.requests().get(0);
    assertThat(request.line()).isEqualTo("POST /v2/vectordb/partitions/drop HTTP/1.1");
    assertThat(request.body()).isEqualTo("{\"dbName\":\"dé\"}");
    assertThat(request.headers())
        .containsEntry("authorization", "Bearer root:S3cr3t")
        .containsEntry("request-timeout", "2")
        .containsEntry("accept", "application/json")
        .containsEntry("content-type", "application/json")
        .containsEntry("user-agent", "milvus-retention")
        .doesNotContainKeys("cookie", "upgrade", "expect", "transfer-encoding");
  }

  @Test
  void sendsNoAuthorizationWithoutAToken() {
    try (Transport anonymous = transport(server.uri(), Token.NONE)) {
      anonymous.post("databases/list", "{}");
    }
    assertThat(server.requests().get(0).headers()).doesNotContainKey("authorization");
  }

  @Test
  void usesOneConnectionForManyCalls() {
    IntStream.range(0, 20).forEach(i -> post());
    assertThat(server.requests()).hasSize(20);
    assertThat(server.connections()).isEqualTo(1);
  }

  @Test
  void servesTwentyThreadsInParallel() {
    List<CompletableFuture<Exchange>> calls =
        IntStream.range(0, 20).mapToObj(i -> CompletableFuture.supplyAsync(this::post)).toList();
    assertThat(calls)
        .allSatisfy(call -> assertThat(call.join()).isInstanceOf(Exchange.Received.class));
    assertThat(server.requests()).hasSize(20);
  }

  @Slow
  @Test
  void opensANewConnectionWhenTheIdleOneWasClosed() {
    server.will(Reactions.answerThenClose(OK));
    post();
    await().pollDelay(Duration.ofMillis(200)).until(() -> true);
    assertThat(post()).isInstanceOf(Exchange.Received.class);
    assertThat(server.requests()).extracting(RawServer.Request::connection).containsExactly(1, 2);
  }

  @Test
  void sendsOnceWhenTheConnectionIsResetInsteadOfAnAnswer() {
    post();
    server.will(Reactions.reset());
    assertThat(failed()).extracting("sent", "connectionFailed").containsExactly(true, true);
    assertThat(server.requests()).hasSize(2);
  }

  @Test
  void sendsOnceWhenTheConnectionIsClosedInsteadOfAnAnswer() {
    server.will(Reactions.close());
    assertThat(failed()).extracting("sent", "connectionFailed").containsExactly(true, true);
    assertThat(server.requests()).hasSize(1);
  }

  @Slow
  @Test
  void triesOnceWhenTheConnectionIsResetBeforeTheRequestIsRead() {
    server.resetConnectionsAtOnce();
    assertThat(post()).isInstanceOf(Exchange.Failed.class);
    assertThat(server.connections()).isEqualTo(1);
  }

  @Slow
  @Test
  void sendsOnceWhenTheAnswerIsAnErrorThatOtherClientsRetry() {
    server.will(
        Reactions.answer("503 Service Unavailable", "Retry-After: 0", new byte[0]),
        Reactions.answer("429 Too Many Requests", "Retry-After: 0", new byte[0]),
        Reactions.answer("401 Unauthorized", "WWW-Authenticate: Basic realm=x", new byte[0]));
    // The timeout is long enough for retries of all of them.
    try (Transport longTimeoutTransport = longTimeoutTransport()) {
      for (int status : new int[] {503, 429, 401}) {
        assertThat(longTimeoutTransport.post("x", "{}")).extracting("status").isEqualTo(status);
      }
    }
    assertThat(server.requests()).hasSize(3);
  }

  @Slow
  @Test
  void doesNotFollowRedirects() {
    server.will(
        Reactions.answer(
            "307 Temporary Redirect", "Location: " + server.uri() + "/x", new byte[0]));
    assertThat(post()).extracting("status").isEqualTo(307);
    assertThat(server.requests()).hasSize(1);
  }

  @Slow
  @Test
  void storesNoCookie() {
    server.will(Reactions.answer("200 OK", "Set-Cookie: a=b", new byte[0]));
    post();
    post();
    assertThat(server.requests().get(1).headers()).doesNotContainKey("cookie");
  }

  @Slow
  @Test
  void doesNotUseTheProxyOfTheJvm() {
    String[] names = {"http.proxyHost", "http.proxyPort", "http.nonProxyHosts"};
    System.setProperty(names[0], "127.0.0.1");
    System.setProperty(names[1], "1");
    System.setProperty(names[2], "");
    try (Transport direct = transport(server.uri(), Token.NONE)) {
      assertThat(direct.post("x", "{}")).isInstanceOf(Exchange.Received.class);
    } finally {
      List.of(names).forEach(System::clearProperty);
    }
  }

  @Slow
  @Test
  void looksUpAHostWithAnUnderscoreByItsName() {
    try (Transport lost = transport(URI.create("http://no_such_host.invalid:19530"), Token.NONE)) {
      assertThat(lost.post("x", "{}"))
          .asString()
          .contains("sent=false", "the host name cannot be resolved", "no_such_host.invalid");
    }
  }

  @Slow
  @Test
  void readsTheBodyWhateverTheStatusAndTheContentType() {
    server.will(
        Reactions.answer("500 Internal Server Error", "text/html; charset=utf-16", "é1"),
        Reactions.answer("204 No Content", "X: y", new byte[0]));
    assertThat(post()).extracting("status", "body").containsExactly(500, "é1");
    assertThat(post()).extracting("status", "body").containsExactly(204, "");
  }

  @Slow
  @Test
  void replacesBytesThatAreNotUtf8() {
    server.will(Reactions.answer("200 OK", "X: y", new byte[] {'a', (byte) 0xff, 'b'}));
    assertThat(post()).extracting("body").isEqualTo("a\ufffdb");
  }

  @Slow
  @Test
  void decompressesAnAnswer() throws IOException {
    server.will(Reactions.gzip(OK));
    assertThat(post()).extracting("body").isEqualTo(OK);
  }

  @Slow
  @Test
  void acceptsAnAnswerOf16MiBAndNotAByteMore() throws IOException {
    byte[] largest = new byte[HttpTransport.MAX_BODY];
    server.will(
        Reactions.answer("200 OK", "X: y", largest),
        Reactions.answer("200 OK", "X: y", new byte[largest.length + 1]),
        Reactions.gzip("0".repeat(2 * largest.length)),
        Reactions.endless("HTTP/1.1 200 OK\r\nContent-Length: 999999999999\r\n\r\n"));
    try (Transport longTimeoutTransport = longTimeoutTransport()) {
      assertThat(longTimeoutTransport.post("x", "{}")).isInstanceOf(Exchange.Received.class);
      for (int i = 0; i < 3; i++) {
        assertThat(longTimeoutTransport.post("x", "{}"))
            .extracting("sent", "reason")
            .containsExactly(true, "incomplete answer: the answer is larger than 16 MiB");
      }
      assertThat(longTimeoutTransport.post("x", "{}")).isInstanceOf(Exchange.Received.class);
    }
  }

  private Transport longTimeoutTransport() {
    Cluster cluster = new Cluster("test", server.uri(), Token.NONE, Duration.ofSeconds(1));
    return new HttpTransport(cluster, Timeouts.of(cluster.requestTimeout()), null);
  }

  @Slow
  @Test
  void rejectsAnEndlessHeader() {
    server.will(Reactions.endless("HTTP/1.1 200 OK\r\nX: "));
    Exchange.Failed failed = failed();
    assertThat(failed.sent()).isTrue();
    assertThat(failed.detail()).contains("Maximum line length limit exceeded");
  }

  @Slow
  @Test
  void rejectsATruncatedAnswerAndAnythingThatIsNotHttp() {
    server.will(
        Reactions.truncated(OK),
        Reactions.noHttp(Reactions.bytes("SSH-2.0-x\r\n")),
        Reactions.answer("200 OK", "Content-Encoding: gzip", new byte[] {1, 2, 3}),
        Reactions.answer("200 OK", "Content-Encoding: unheard-of", new byte[] {1, 2, 3}));
    for (int i = 0; i < 4; i++) {
      assertThat(failed().sent()).isTrue();
    }
    assertThat(server.requests()).hasSize(4);
  }

  @Slow
  @Test
  void timesOutWhenTheServerDoesNotAnswer() {
    server.will(Reactions.silence());
    Exchange.Failed failed = failed();
    assertThat(failed.sent()).isTrue();
    assertThat(failed.connectionFailed()).isFalse();
    assertThat(failed.reason()).startsWith("no answer in time");
    assertThat(failed.took()).isBetween(Duration.ofMillis(950), Duration.ofSeconds(9));
  }

  @Slow
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

  @Slow
  @Test
  void sendsNothingWhenTheConnectionIsRefused() throws IOException {
    URI unused;
    try (ServerSocket socket = new ServerSocket(0)) {
      unused = URI.create("http://127.0.0.1:" + socket.getLocalPort());
    }
    try (Transport client = transport(unused, Token.NONE)) {
      assertThat(client.post("x", "{}"))
          .isInstanceOf(Exchange.Failed.class)
          .extracting("sent", "connectionFailed")
          .containsExactly(false, true);
    }
  }

  @Slow
  @Test
  void anUnknownHostIsNoServerThatRestarts() {
    try (Transport client = transport(URI.create("http://nowhere.invalid"), Token.NONE)) {
      assertThat(client.post("x", "{}"))
          .isInstanceOf(Exchange.Failed.class)
          .extracting("sent", "connectionFailed")
          .containsExactly(false, false);
    }
  }

  @Slow
  @Test
  void connectsToAnIpv6Address() throws IOException {
    byte[] one = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1};
    try (ServerSocket listener = new ServerSocket(0, 50, InetAddress.getByAddress(one));
        RawServer six = RawServer.startOn(listener)) {
      URI uri = URI.create("http://[::1]:" + six.uri().getPort());
      try (Transport transport6 = transport(uri, Token.NONE)) {
        assertThat(transport6.post("x", "{}")).isInstanceOf(Exchange.Received.class);
      }
    } catch (BindException none) {
      Assumptions.abort("this machine has no IPv6");
    }
  }

  @Slow
  @Test
  void closingTheClientEndsACallInProgress() {
    server.will(Reactions.silence());
    CompletableFuture<Exchange> call = CompletableFuture.supplyAsync(this::post);
    await().until(() -> !server.requests().isEmpty());
    transport.close();
    assertThat(call.join()).extracting("sent").isEqualTo(true);
  }
}
