package io.github.milvusretention.milvus.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusretention.milvus.Answer;
import io.github.milvusretention.milvus.Cluster;
import io.github.milvusretention.milvus.Outcome;
import io.github.milvusretention.milvus.Proxy;
import io.github.milvusretention.milvus.Sleeper;
import io.github.milvusretention.milvus.Token;
import io.github.milvusretention.milvus.rest.MilvusClient;
import io.github.milvusretention.milvus.rest.Reactions;
import io.github.milvusretention.milvus.rest.call.CallObserver;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whether a drop was sent to the server, if a proxy stands in between. */
class ProxyTest {
  private static final Token CREDENTIALS = new Token("me:S3cr3t");
  private static final String BASIC = "Basic bWU6UzNjcjN0";

  private RawServer proxy;

  @BeforeEach
  void start() throws IOException {
    proxy = RawServer.start();
  }

  @AfterEach
  void stop() {
    proxy.close();
  }

  private Answer drop(String uri) {
    Cluster cluster =
        new Cluster(
            "prod",
            URI.create(uri),
            new Token("root:Milvus"),
            Duration.ofSeconds(1),
            5,
            8,
            Duration.ZERO,
            null,
            true,
            new Proxy("127.0.0.1", proxy.uri().getPort(), CREDENTIALS));
    try (MilvusClient milvus =
        MilvusClient.connect(cluster, Sleeper.REAL, Clock.systemUTC(), null, CallObserver.NONE)) {
      return milvus.drop("default", "c", "january");
    }
  }

  @Test
  void aTunnelThatIsRefusedHasSentNothing() {
    proxy.will(Reactions.answer("502 Bad Gateway", "text/plain", "no way for " + BASIC));

    Answer answer = drop("https://milvus.invalid");

    assertThat(answer.outcome()).isEqualTo(Outcome.UNREACHABLE);
    assertThat(answer.message())
        .startsWith("the proxy http://***@127.0.0.1:" + proxy.uri().getPort())
        .contains(" does not connect to the server: ", "502");
    assertThat(proxy.requests()).hasSize(1);
    assertThat(proxy.requests().get(0).line()).isEqualTo("CONNECT milvus.invalid:443 HTTP/1.1");
    assertThat(proxy.requests().get(0).headers())
        .containsEntry("proxy-authorization", BASIC)
        .doesNotContainKey("authorization");
  }

  @Test
  void aTunnelThatIsCutWhileItIsMadeHasSentNothing() {
    proxy.will(Reactions.reset());

    assertThat(drop("https://milvus.invalid").outcome().notSent()).isTrue();
  }

  @Test
  void aProxyThatWantsOtherCredentialsHasPassedNothingOn() {
    for (String uri : new String[] {"https://milvus.invalid", "http://milvus.invalid:19530"}) {
      proxy.will(Reactions.answer("407 Who are you", "text/plain", ""));

      Answer answer = drop(uri);

      assertThat(answer.outcome()).as(uri).isEqualTo(Outcome.UNREACHABLE);
      assertThat(answer.message()).contains("does not accept the user and the password in proxy");
    }
  }

  @Test
  void whatItPassedOnMayHaveTakenEffect() {
    proxy.will(Reactions.answer("504 Gateway Timeout", "text/plain", "for " + BASIC + ", S3cr3t"));

    Answer answer = drop("http://milvus.invalid:19530");

    assertThat(answer.outcome()).isEqualTo(Outcome.UNKNOWN);
    assertThat(answer.describe()).contains("***").doesNotContain("S3cr3t", "bWU6UzNjcjN0");
    assertThat(proxy.requests().get(0).line())
        .isEqualTo("POST http://milvus.invalid:19530/v2/vectordb/partitions/drop HTTP/1.1");
    assertThat(proxy.requests().get(0).headers()).containsEntry("proxy-authorization", BASIC);
  }
}
