package io.github.milvusretention.milvus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClusterTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://in01-x.aws-us-west-2.vectordb.zillizcloud.com",
        "http://localhost:19530",
        "HTTP://10.0.0.1:19530/",
        "http://[::1]:19530",
        "http://milvus_standalone:19530",
        "http://a_b.c-d_",
        "http://_:1/",
        "http://milvus.2b:19530"
      })
  void acceptsSchemeHostAndPort(String uri) {
    assertThat(new Cluster("prod", URI.create(uri), Token.NONE, MINUTE).uri()).hasToString(uri);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          localhost:19530                   | the uri does not start with http:// or https://
          localhost                         | the uri does not start with http:// or https://
          ftp://host                        | the uri does not start with http:// or https://
          http://root:Milvus@host           | the uri holds a user or a password
          http://root:Milvus@a_b:1          | the uri holds a user or a password
          http://milvus_standalone:0        | the uri's port is 0
          http://milvus_standalone:65536    | the uri's port is 65536
          http://milvus_standalone:195x     | the uri has no valid host name
          http://milvus_standalone/v2       | the uri has a path
          http://-a_b                       | the uri has no valid host name
          http://a_b-                       | the uri has no valid host name
          http://a_b..c                     | the uri has no valid host name
          http://a_b.300                    | the uri has no valid host name
          http://10.0.0.300                 | the uri has no valid host name
          http:/path                        | the uri has no valid host name
          http:opaque                       | the uri has no valid host name
          http://host:0                     | the uri's port is 0
          http://host:65536                 | the uri's port is 65536
          http://host/v2/vectordb           | the uri has a path
          http://host?db=x                  | the uri has a query or a fragment
          http://host/#x                    | the uri has a query or a fragment
          """)
  void refusesAnyOtherUriWithoutShowingIt(String uri, String problem) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Cluster("prod", URI.create(uri), Token.NONE, MINUTE))
        .withMessageStartingWith(problem)
        .withMessageContaining("; ")
        .withMessageNotContaining("Milvus");
  }

  private static Cluster cluster(String uri, String token, boolean allowed) {
    return new Cluster(
        "prod", URI.create(uri), new Token(token), MINUTE, 5, 8, MINUTE, null, allowed, null);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://milvus:19530",
        "HTTP://milvus_standalone:19530",
        "http://10.0.0.1",
        "http://localhost.example.com",
        "http://127.example.com",
        "http://[2001:db8::1]:19530"
      })
  void aTokenThatOthersCanReadIsWarnedOf(String uri) {
    String host = Authority.of(URI.create(uri)).orElseThrow().host();

    assertThat(cluster(uri, "root:Milvus", false).readableToken())
        .hasValue(
            "the token goes to "
                + host
                + " over plain http, and whoever is on the way can read it; use https, or write"
                + " allow-plain-http: true if that network is trusted");
    assertThat(cluster(uri, "root:Milvus", true).readableToken()).isEmpty();
    assertThat(cluster(uri, "", false).readableToken()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://milvus:19530",
        "http://localhost:19530",
        "http://LOCALHOST",
        "http://milvus.localhost",
        "http://127.0.0.1:19530",
        "http://127.1.2.3",
        "http://[::1]:19530"
      })
  void aTokenThatNobodyElseCanReadIsNot(String uri) {
    assertThat(cluster(uri, "root:Milvus", false).readableToken()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT0S", "PT0.999S", "PT-1S", "PT10M0.001S"})
  void refusesATimeoutOutsideOneSecondToTenMinutes(Duration timeout) {
    URI uri = URI.create("http://host");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Cluster("prod", uri, Token.NONE, timeout))
        .withMessage("the request timeout is " + timeout + "; choose one between 1 s and 10 min");
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT1S", "PT10M"})
  void acceptsTheLimits(Duration timeout) {
    Cluster cluster = new Cluster("prod", URI.create("http://host"), Token.NONE, timeout);
    assertThat(cluster.requestTimeout()).isEqualTo(timeout);
  }

  @Test
  void refusesABlankName() {
    URI uri = URI.create("http://host");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Cluster(" ", uri, Token.NONE, MINUTE));
  }

  @Test
  void doesNotPrintItsToken() {
    Token token = new Token("root:S3cret");
    assertThat(new Cluster("prod", URI.create("http://host"), token, MINUTE).toString())
        .doesNotContain("root", "S3cret")
        .contains("***");
  }
}
