package io.github.milvusretention.milvus;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One Milvus or Zilliz endpoint.
 *
 * @param uri scheme, host and port only, for example {@code https://in01-x.zillizcloud.com}
 * @param token {@code user:password} or an API key; empty for a server without authorization
 * @param requestTimeout 1 s to 10 min; sent to the server in whole seconds, rounded down. The
 *     socket timeout is longer
 * @param maxCallsPerSecond the limit for releases and drops together, for this process; 1 to 1000
 * @param readConcurrency how many questions this process asks at the same time; 1 to 64. They do
 *     not count as calls per second
 * @param retryBudget how long one read, or the drop of one partition, is retried; 0 to 10 min
 * @param sslBundle the name of the SSL bundle with the trusted certificates and, for mutual TLS,
 *     the client certificate; null for the trust store of the JVM
 * @param allowPlainHttp whether the token may go over plain http without a warning
 * @param proxy the way to it; null for the direct one. It is no part of what the server is
 */
public record Cluster(
    String name,
    URI uri,
    Token token,
    Duration requestTimeout,
    int maxCallsPerSecond,
    int readConcurrency,
    Duration retryBudget,
    @Nullable String sslBundle,
    boolean allowPlainHttp,
    @Nullable Proxy proxy) {
  private static final Duration MIN_TIMEOUT = Duration.ofSeconds(1);
  private static final int MAX_CALLS_PER_SECOND = 1000;
  private static final int MAX_READ_CONCURRENCY = 64;
  private static final Duration MAX_DURATION = Duration.ofMinutes(10);

  /**
   * Validates the values.
   *
   * @throws IllegalArgumentException with the message "problem; cure". The message never contains
   *     the uri, which may contain a password
   */
  public Cluster {
    require(!name.isBlank(), "the cluster has no name", "give it one");
    checkUri(uri);
    require(
        requestTimeout.compareTo(MIN_TIMEOUT) >= 0 && requestTimeout.compareTo(MAX_DURATION) <= 0,
        "the request timeout is " + requestTimeout,
        "choose one between 1 s and 10 min");
    require(
        maxCallsPerSecond >= 1 && maxCallsPerSecond <= MAX_CALLS_PER_SECOND,
        "max-calls-per-second is " + maxCallsPerSecond,
        "choose one between 1 and " + MAX_CALLS_PER_SECOND);
    require(
        readConcurrency >= 1 && readConcurrency <= MAX_READ_CONCURRENCY,
        "read-concurrency is " + readConcurrency,
        "choose one between 1 and " + MAX_READ_CONCURRENCY);
    require(
        !retryBudget.isNegative() && retryBudget.compareTo(MAX_DURATION) <= 0,
        "the retry budget is " + retryBudget,
        "choose one between 0 s and 10 min");
  }

  /** With 5 calls per second, 8 reads at a time, a retry budget of 60 s, the JVM's trust store. */
  public Cluster(String name, URI uri, Token token, Duration requestTimeout) {
    this(name, uri, token, requestTimeout, 5, 8, Duration.ofSeconds(60), null, false, null);
  }

  /** A sentence of warning, if the token goes where others can read it. */
  public Optional<String> readableToken() {
    Authority server = Authority.of(uri).orElseThrow();
    return token.isEmpty()
            || allowPlainHttp
            || !"http".equalsIgnoreCase(uri.getScheme())
            || server.loopback()
        ? Optional.empty()
        : Optional.of(
            "the token goes to "
                + server.host()
                + " over plain http, and whoever is on the way can read it; use https, or write"
                + " allow-plain-http: true if that network is trusted");
  }

  /**
   * Reads an address that a cluster accepts.
   *
   * @throws IllegalArgumentException with the message "problem; cure", without the text, which may
   *     contain a password
   */
  public static URI address(String text) {
    try {
      URI uri = new URI(text);
      checkUri(uri);
      return uri;
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("is not an address; write it as http://host:19530");
    }
  }

  /**
   * Equal for two addresses that certainly are one server. Not more: names are not looked up.
   *
   * @param uri one that a cluster accepts
   */
  public static String server(URI uri) {
    Authority server = Authority.of(uri).orElseThrow();
    int standard = "https".equalsIgnoreCase(uri.getScheme()) ? 443 : 80;
    return (server.loopback() ? "localhost" : server.host().toLowerCase(Locale.ROOT))
        + ":"
        + (server.port() < 0 ? standard : server.port());
  }

  private static void checkUri(URI uri) {
    String cure = "write it as https://host or http://host:19530";
    require(
        "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme()),
        "the uri does not start with http:// or https://",
        cure);
    require(
        uri.getRawAuthority() == null || !uri.getRawAuthority().contains("@"),
        "the uri holds a user or a password",
        "put them into token, as user:password");
    Optional<Authority> authority = Authority.of(uri);
    require(authority.isPresent(), "the uri has no valid host name", cure);
    int port = authority.orElseThrow().port();
    require(
        port == -1 || (port > 0 && port <= 65_535),
        "the uri's port is " + port,
        "choose one between 1 and 65535");
    require(List.of("", "/").contains(uri.getRawPath()), "the uri has a path", cure);
    require(
        uri.getRawQuery() == null && uri.getRawFragment() == null,
        "the uri has a query or a fragment",
        cure);
  }

  private static void require(boolean condition, String problem, String cure) {
    if (!condition) {
      throw new IllegalArgumentException(problem + "; " + cure);
    }
  }
}
