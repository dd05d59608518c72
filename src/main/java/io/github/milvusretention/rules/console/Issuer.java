package io.github.milvusretention.rules.console;

import io.github.milvusretention.milvus.Authority;
import io.github.milvusretention.period.RuleException;
import java.net.URI;
import java.net.URISyntaxException;

/**
 * The address by which a provider of log-ins names itself. It is compared letter by letter with
 * what the provider says, a slash at its end included.
 *
 * @param text as written
 */
public record Issuer(String text) {
  private static final String CURE =
      "write it as the provider does, such as https://id.example.org/realms/ops";

  /** Throws {@link RuleException}. */
  public Issuer {
    URI uri = uri(text);
    require(uri.getScheme() != null && Authority.of(uri).isPresent(), "is not an address");
    require(
        uri.getRawAuthority() == null || !uri.getRawAuthority().contains("@"),
        "holds a user or a password, which are not sent");
    require(
        uri.getRawQuery() == null && uri.getRawFragment() == null,
        "has a query or a fragment, which no issuer has");
    require(
        isSafe(text),
        "does not start with https://, and http:// is for providers on this machine alone");
  }

  /**
   * Whether the provider may have something at an address: what is sent there stays secret on the
   * way. One elsewhere has nothing on this machine, whose own services it could be.
   */
  public boolean allows(String address) {
    return isSafe(address) && (address.startsWith("https:") || text.startsWith("http:"));
  }

  private static boolean isSafe(String address) {
    try {
      URI uri = new URI(address);
      return Authority.of(uri)
          .filter(
              to ->
                  "https".equals(uri.getScheme())
                      || ("http".equals(uri.getScheme()) && to.loopback()))
          .isPresent();
    } catch (URISyntaxException e) {
      return false;
    }
  }

  private static URI uri(String text) {
    try {
      return new URI(text);
    } catch (URISyntaxException e) {
      throw new RuleException("is not an address", CURE);
    }
  }

  /** Host and port, as people know the provider. */
  public String host() {
    return uri(text).getRawAuthority();
  }

  /** Where the provider says what it can do and where. */
  public String configuration() {
    return text.replaceAll("/$", "") + "/.well-known/openid-configuration";
  }

  private static void require(boolean condition, String problem) {
    if (!condition) {
      throw new RuleException(problem, CURE);
    }
  }

  @Override
  public String toString() {
    return text;
  }
}
