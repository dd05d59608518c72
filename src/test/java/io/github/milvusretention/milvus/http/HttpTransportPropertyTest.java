package io.github.milvusretention.milvus.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusretention.milvus.Cluster;
import io.github.milvusretention.milvus.Token;
import io.github.milvusretention.milvus.rest.Reactions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;

class HttpTransportPropertyTest {
  private static final RawServer SERVER = server();
  private static final Transport TRANSPORT = transport(SERVER.uri());

  private static RawServer server() {
    try {
      return RawServer.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Transport transport(URI uri) {
    Cluster cluster = new Cluster("test", uri, Token.NONE, Duration.ofSeconds(1));
    return new HttpTransport(cluster, Timeouts.of(cluster.requestTimeout()), null);
  }

  @AfterContainer
  static void stop() {
    TRANSPORT.close();
    SERVER.close();
  }

  @Property(tries = 300)
  void noBytesMakeItThrowOrResend(@ForAll byte[] answer) {
    check(answer);
  }

  @Property(tries = 500)
  void noHeaderMakesItThrowOrResend(@ForAll("heads") String head) {
    check(Reactions.bytes(head));
  }

  private static void check(byte[] answer) {
    int before = SERVER.requests().size();
    SERVER.will(Reactions.noHttp(answer));
    Exchange exchange = TRANSPORT.post("x", "{}");
    assertThat(SERVER.requests()).hasSize(before + 1);
    if (exchange instanceof Exchange.Failed failed) {
      assertThat(failed.sent()).isTrue();
    }
  }

  @Provide
  Arbitrary<String> heads() {
    Arbitrary<String> status =
        Arbitraries.of("HTTP/1.1 200 OK", "HTTP/1.0 200", "HTTP/1.1 100 C", "HTTP/2 -1", "HTTP/9");
    Arbitrary<String> name =
        Arbitraries.of(
            "Content-Length",
            "Content-Type",
            "Content-Encoding",
            "Transfer-Encoding",
            "Connection",
            "Keep-Alive",
            "Upgrade",
            "Location",
            "WWW-Authenticate",
            "Trailer",
            "");
    Arbitrary<String> value =
        Arbitraries.oneOf(
            Arbitraries.of("-1", "99999999999999999999", "gzip,gzip,gzip,gzip,gzip,gzip", "br"),
            Arbitraries.of("chunked", "timeout=x", "Upgrade", "text/x; charset=none", "Basic ="),
            Arbitraries.strings().ofMaxLength(20));
    Arbitrary<String> header = Combinators.combine(name, value).as((n, v) -> n + ": " + v);
    return Combinators.combine(status, header.list().ofMaxSize(4), Arbitraries.strings())
        .as((s, h, body) -> s + "\r\n" + String.join("\r\n", h) + "\r\n\r\n" + body);
  }
}
