package io.github.milvusretention.rules;

import io.github.milvusretention.period.RuleException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Set;

/** The address of a server. No message repeats it, for it may hold a password. */
final class Endpoint {
  private static final Set<String> LOOPBACK = Set.of("localhost", "[::1]", "127.0.0.1");

  private Endpoint() {}

  static URI parse(String text) {
    try {
      return new URI(text);
    } catch (URISyntaxException e) {
      throw new RuleException("is not an address", "write it as http://host:19530");
    }
  }

  /**
   * Equal for two addresses that certainly are one server. Not more: names are not looked up.
   *
   * @param uri one that a cluster accepts
   */
  static String identity(URI uri) {
    int standard = lower(uri.getScheme()).equals("https") ? 443 : 80;
    String host = lower(uri.getHost());
    return (LOOPBACK.contains(host) ? "localhost" : host)
        + ":"
        + (uri.getPort() < 0 ? standard : uri.getPort());
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
