package io.github.milvusretention.milvus.http;

import static io.github.milvusretention.milvus.http.RawConnection.transport;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

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

/** Requests on the wire, and connections that are refused, reset or closed. */
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HttpTransportTest {
  private static final String OK = "{\"code\":0,\"data\":{}}";

  private RawConnection connection;
  private RawServer server;
  private Transport transport;

  @BeforeEach
  void start() throws IOException {
    connection = new RawConnection();
    server = connection.server;
    transport = connection.transport;
  }

  @AfterEach
  void stop() {
    connection.close();
  }

  @Test
  void postsToTheRouteWithItsHeadersAndTheBodyAsUtf8() {
    connection.post();
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
    IntStream.range(0, 20).forEach(i -> connection.post());
    assertThat(server.requests()).hasSize(20);
    assertThat(server.connections()).isEqualTo(1);
  }

  @Test
  void servesTwentyThreadsInParallel() {
    List<CompletableFuture<Exchange>> calls =
        IntStream.range(0, 20)
            .mapToObj(i -> CompletableFuture.supplyAsync(connection::post))
            .toList();
    assertThat(calls)
        .allSatisfy(call -> assertThat(call.join()).isInstanceOf(Exchange.Received.class));
    assertThat(server.requests()).hasSize(20);
  }

  @Slow
  @Test
  void opensANewConnectionWhenTheIdleOneWasClosed() {
    server.will(Reactions.answerThenClose(OK));
    connection.post();
    await().pollDelay(Duration.ofMillis(200)).until(() -> true);
    assertThat(connection.post()).isInstanceOf(Exchange.Received.class);
    assertThat(server.requests()).extracting(RawServer.Request::connection).containsExactly(1, 2);
  }

  @Test
  void sendsOnceWhenTheConnectionIsResetInsteadOfAnAnswer() {
    connection.post();
    server.will(Reactions.reset());
    assertThat(connection.failed())
        .extracting("sent", "connectionFailed")
        .containsExactly(true, true);
    assertThat(server.requests()).hasSize(2);
  }

  @Test
  void sendsOnceWhenTheConnectionIsClosedInsteadOfAnAnswer() {
    server.will(Reactions.close());
    assertThat(connection.failed())
        .extracting("sent", "connectionFailed")
        .containsExactly(true, true);
    assertThat(server.requests()).hasSize(1);
  }

  @Slow
  @Test
  void triesOnceWhenTheConnectionIsResetBeforeTheRequestIsRead() {
    server.resetConnectionsAtOnce();
    assertThat(connection.post()).isInstanceOf(Exchange.Failed.class);
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
    try (Transport longTimeoutTransport = connection.longTimeoutTransport()) {
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
    assertThat(connection.post()).extracting("status").isEqualTo(307);
    assertThat(server.requests()).hasSize(1);
  }

  @Slow
  @Test
  void storesNoCookie() {
    server.will(Reactions.answer("200 OK", "Set-Cookie: a=b", new byte[0]));
    connection.post();
    connection.post();
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
    CompletableFuture<Exchange> call = CompletableFuture.supplyAsync(connection::post);
    await().until(() -> !server.requests().isEmpty());
    transport.close();
    assertThat(call.join()).extracting("sent").isEqualTo(true);
  }
}
