package io.github.milvusretention.milvus.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusretention.milvus.Answer;
import io.github.milvusretention.milvus.Cluster;
import io.github.milvusretention.milvus.Outcome;
import io.github.milvusretention.milvus.Sleeper;
import io.github.milvusretention.milvus.Token;
import io.github.milvusretention.milvus.rest.MilvusClient;
import io.github.milvusretention.milvus.rest.Reactions;
import io.github.milvusretention.milvus.rest.call.CallObserver;
import io.github.milvusretention.tier.Slow;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Slow
class TlsTest {
  private static final String OK = "{\"code\":0,\"data\":[\"default\"]}";

  private static TestCertificate trusted;
  private static TestCertificate otherHost;

  @BeforeAll
  static void createCertificates(@TempDir Path folder) throws Exception {
    trusted = TestCertificate.selfSigned(folder.resolve("trusted.p12"), "ip:127.0.0.1");
    otherHost = TestCertificate.selfSigned(folder.resolve("otherHost.p12"), "dns:elsewhere.test");
  }

  private static Answer drop(URI uri, @Nullable SSLContext trust) {
    Cluster cluster = new Cluster("prod", uri, new Token("root:S3cr3t"), Duration.ofSeconds(1));
    try (MilvusClient milvus =
        MilvusClient.connect(cluster, Sleeper.REAL, Clock.systemUTC(), trust, CallObserver.NONE)) {
      return milvus.drop("default", "c", "january");
    }
  }

  @Test
  void refusesAnUntrustedCertificateBeforeAnythingIsSent() throws Exception {
    try (RawServer server = RawServer.startTls(trusted.listener())) {
      Answer answer = drop(server.uri(), null);
      assertThat(answer.outcome()).isEqualTo(Outcome.UNREACHABLE);
      assertThat(answer.message()).startsWith("certificate not trusted");
      assertThat(server.requests()).isEmpty();
    }
  }

  @Test
  void connectsToATrustedServer() throws Exception {
    try (RawServer server = RawServer.startTls(trusted.listener()).will(Reactions.json(OK))) {
      assertThat(drop(server.uri(), trusted.trust()).outcome()).isEqualTo(Outcome.SUCCESS);
      assertThat(server.requests()).hasSize(1);
    }
  }

  @Test
  void refusesATrustedCertificateOfAnotherHost() throws Exception {
    try (RawServer server = RawServer.startTls(otherHost.listener())) {
      Answer answer = drop(server.uri(), otherHost.trust());
      assertThat(answer.outcome()).isEqualTo(Outcome.UNREACHABLE);
      assertThat(answer.message()).startsWith("certificate not trusted");
      assertThat(server.requests()).isEmpty();
    }
  }

  @Test
  void abortsAnAnswerThatArrivesTooSlowlyOverTls() throws Exception {
    try (RawServer server = RawServer.startTls(trusted.listener()).will(Reactions.dripBody())) {
      Timeouts timeouts =
          new Timeouts(Duration.ofSeconds(5), Duration.ofSeconds(5), Duration.ofSeconds(1));
      Cluster cluster = new Cluster("prod", server.uri(), Token.NONE, Duration.ofSeconds(1));
      try (Transport transport = new HttpTransport(cluster, timeouts, trusted.trust())) {
        Exchange exchange = transport.post("x", "{}");
        assertThat(exchange).extracting("sent").isEqualTo(true);
        assertThat(exchange.took()).isLessThan(Duration.ofSeconds(4));
      }
    }
  }

  @Test
  void sendsNothingToAServerWithoutTls() throws IOException {
    try (RawServer server = RawServer.start()) {
      Answer answer = drop(URI.create("https://127.0.0.1:" + server.uri().getPort()), null);
      assertThat(answer.outcome())
          .as("it cuts the handshake off, as a server does that restarts")
          .isEqualTo(Outcome.CONNECTION_REFUSED);
      assertThat(server.requests()).allSatisfy(r -> assertThat(r.line()).doesNotContain("POST"));
    }
  }
}
