package io.github.milvusretention.rules;

import io.github.milvusretention.milvus.Authority;
import io.github.milvusretention.milvus.Cluster;
import io.github.milvusretention.milvus.Token;
import io.github.milvusretention.period.RuleException;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Supplier;

/** The address of a server, and its token. No message repeats them. */
final class Endpoint {
  private Endpoint() {}

  static URI parse(String text) {
    URI uri;
    try {
      uri = new URI(text);
    } catch (URISyntaxException e) {
      throw new RuleException("is not an address", "write it as http://host:19530");
    }
    accept(() -> new Cluster("any", uri, Token.NONE, Duration.ofSeconds(1)));
    return uri;
  }

  static Token token(String text) {
    return accept(() -> new Token(text));
  }

  /** A cluster and a token refuse with "problem; cure", and never repeat a secret. */
  private static <T> T accept(Supplier<T> made) {
    try {
      return made.get();
    } catch (IllegalArgumentException e) {
      String[] parts = String.valueOf(e.getMessage()).split("; ", 2);
      throw new RuleException(parts[0], parts[parts.length - 1]);
    }
  }

  /**
   * Equal for two addresses that certainly are one server. Not more: names are not looked up.
   *
   * @param uri one that a cluster accepts
   */
  static String identity(URI uri) {
    int standard = lower(uri.getScheme()).equals("https") ? 443 : 80;
    Authority server = Authority.of(uri).orElseThrow();
    return (server.loopback() ? "localhost" : lower(server.host()))
        + ":"
        + (server.port() < 0 ? standard : server.port());
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
