package io.github.milvusretention.milvus;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP proxy through which a cluster is reached. Its {@code toString} has no credentials.
 *
 * @param host as written, an IPv6 address in brackets
 * @param port 1 to 65535
 * @param credentials {@code user:password}, secret; null if it asks for none
 */
public record Proxy(String host, int port, @Nullable Token credentials) {
  private static final String CURE =
      "write it as http://host:3128, or http://user:password@host:3128";
  private static final int LARGEST_PORT = 65_535;

  /**
   * Reads {@code http://host:port} or {@code http://user:password@host:port}, in which user and
   * password may be percent-encoded.
   *
   * @throws IllegalArgumentException with the message "problem; cure", without the text, which may
   *     contain a password
   */
  public static Proxy parse(String text) {
    URI uri;
    try {
      uri = new URI(text);
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(
          "is not the address of a proxy; " + CURE + ", with %40 for an @ in the password");
    }
    require("http".equalsIgnoreCase(uri.getScheme()), "the proxy does not start with http://");
    String authority = uri.getRawAuthority() == null ? "" : uri.getRawAuthority();
    int at = authority.lastIndexOf('@');
    Optional<Authority> server = Authority.of(URI.create("http://" + authority.substring(at + 1)));
    require(server.isPresent(), "the proxy has no valid host name");
    int port = server.orElseThrow().port();
    require(port > 0 && port <= LARGEST_PORT, "the proxy has no port between 1 and 65535");
    boolean more = uri.getRawQuery() != null || uri.getRawFragment() != null;
    require(List.of("", "/").contains(uri.getRawPath()) && !more, "the proxy has a path");
    return new Proxy(
        server.orElseThrow().host(), port, at < 0 ? null : credentials(authority.substring(0, at)));
  }

  private static Token credentials(String written) {
    // A + is a plus here, and a blank only in forms.
    String decoded = URLDecoder.decode(written.replace("+", "%2B"), StandardCharsets.UTF_8);
    require(
        decoded.chars().allMatch(c -> c > ' ' && c <= '~'),
        "user or password of the proxy is not of printable ASCII characters");
    Token credentials = new Token(decoded);
    require(
        credentials.form() == Token.Form.USER_AND_PASSWORD,
        "the proxy has a user without a password");
    return credentials;
  }

  private static void require(boolean condition, String problem) {
    if (!condition) {
      throw new IllegalArgumentException(problem + "; " + CURE);
    }
  }

  @Override
  public String toString() {
    return "http://" + (credentials == null ? "" : "***@") + host + ":" + port;
  }
}
