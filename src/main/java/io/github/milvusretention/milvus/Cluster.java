package io.github.milvusretention.milvus;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One Milvus or Zilliz endpoint.
 *
 * @param uri scheme, host and port only, for example {@code https://in01-x.zillizcloud.com}
 * @param token {@code user:password} or an API key; empty for a server without authorization
 * @param requestTimeout 1 s to 10 min; sent to the server in whole seconds, rounded down; the
 *     socket waits longer
 * @param maxCallsPerSecond releases and drops together, sent by this process; 1 to 1000
 * @param retryBudget how long one question, or one partition, is tried again; 0 to 10 min
 * @param sslBundle the name of what says whom to trust, and who we are; null for the trust store of
 *     the JVM
 */
public record Cluster(
    String name,
    URI uri,
    Token token,
    Duration requestTimeout,
    int maxCallsPerSecond,
    Duration retryBudget,
    @Nullable String sslBundle) {
  private static final Duration SHORTEST = Duration.ofSeconds(1);
  private static final int FASTEST = 1000;
  private static final Duration LONGEST = Duration.ofMinutes(10);

  /**
   * Refuses what is no plain address, and a timeout out of range.
   *
   * @throws IllegalArgumentException with "problem; cure". The message never repeats the uri, which
   *     may hold a password
   */
  public Cluster {
    require(!name.isBlank(), "the cluster has no name", "give it one");
    checkUri(uri);
    require(
        requestTimeout.compareTo(SHORTEST) >= 0 && requestTimeout.compareTo(LONGEST) <= 0,
        "the request timeout is " + requestTimeout,
        "choose one between 1 s and 10 min");
    require(
        maxCallsPerSecond >= 1 && maxCallsPerSecond <= FASTEST,
        "max-calls-per-second is " + maxCallsPerSecond,
        "choose one between 1 and " + FASTEST);
    require(
        !retryBudget.isNegative() && retryBudget.compareTo(LONGEST) <= 0,
        "the retry budget is " + retryBudget,
        "choose one between 0 s and 10 min");
  }

  /** With 5 changes per second, a retry budget of 60 s, and trust in whom the JVM trusts. */
  public Cluster(String name, URI uri, Token token, Duration requestTimeout) {
    this(name, uri, token, requestTimeout, 5, Duration.ofSeconds(60), null);
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
    // java.net.URI reads such a host without complaint and then has none.
    require(
        uri.getHost() != null,
        "the uri has no valid host name (an underscore is not allowed in one)",
        cure);
    require(
        uri.getPort() == -1 || (uri.getPort() > 0 && uri.getPort() <= 65_535),
        "the uri's port is " + uri.getPort(),
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
