package io.github.milvusretention.rules.notify;

import io.github.milvusretention.milvus.Authority;
import io.github.milvusretention.period.RuleException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/**
 * The address of a target. Whoever knows it can post there, so that nothing shows it but {@link
 * #uri()}.
 */
public record SecretUrl(URI uri) {
  private static final String CURE = "write it as https://host/path";

  /** Throws {@link RuleException}, whose texts never hold the address. */
  public SecretUrl {
    require(
        "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme()),
        "does not start with http:// or https://");
    require(
        uri.getRawAuthority() == null || !uri.getRawAuthority().contains("@"),
        "holds a user or a password, which are not sent");
    require(Authority.of(uri).isPresent() || isNumber(uri), "has no valid host name");
    require(uri.getRawFragment() == null, "has a fragment, which is not sent");
  }

  /** Throws {@link RuleException}. */
  public static SecretUrl parse(String text) {
    try {
      return new SecretUrl(new URI(text));
    } catch (URISyntaxException e) {
      throw new RuleException("is not an address", CURE);
    }
  }

  private static boolean isNumber(URI uri) {
    return uri.getRawAuthority() != null && uri.getRawAuthority().matches("[0-9.]+(:[0-9]{1,5})?");
  }

  /**
   * Whether its host certainly is this machine or on its own link, where cloud providers keep
   * credentials. Names are not looked up.
   */
  public boolean local() {
    String host = Authority.of(uri).map(Authority::host).orElse(String.valueOf(uri.getAuthority()));
    return host.toLowerCase(Locale.ROOT)
        .matches(
            "localhost|.*\\.localhost|127\\..*|0|0\\..*|169\\.254\\..*|\\[::1?]"
                + "|\\[fe[89ab].*|\\[::ffff:.*|[0-9]+(:[0-9]+)?");
  }

  private static void require(boolean condition, String problem) {
    if (!condition) {
      throw new RuleException(problem, CURE);
    }
  }

  @Override
  public String toString() {
    return "***";
  }
}
