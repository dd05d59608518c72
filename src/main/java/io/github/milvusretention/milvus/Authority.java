package io.github.milvusretention.milvus;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Host and port of an address. {@link URI} itself knows none where the host has an underscore, as
 * hosts in Docker and Kubernetes have.
 *
 * @param host as written, an IPv6 address in brackets
 * @param port -1 if there is none
 */
public record Authority(String host, int port) {
  private static final String LABEL = "[A-Za-z0-9_](?:[A-Za-z0-9_-]*[A-Za-z0-9_])?";
  private static final Pattern NAME_AND_PORT =
      Pattern.compile(
          "((?:" + LABEL + "\\.)*(?!\\d+\\.?(?::|$))" + LABEL + "\\.?)(?::(\\d{0,9}))?");

  /** Empty if there is no valid host. */
  public static Optional<Authority> of(URI uri) {
    if (uri.getHost() != null) {
      return Optional.of(new Authority(uri.getHost(), uri.getPort()));
    }
    Matcher written =
        NAME_AND_PORT.matcher(uri.getRawAuthority() == null ? "" : uri.getRawAuthority());
    return written.matches()
        ? Optional.of(new Authority(written.group(1), port(written.group(2))))
        : Optional.empty();
  }

  private static int port(@Nullable String digits) {
    return digits == null || digits.isEmpty() ? -1 : Integer.parseInt(digits);
  }

  /** Whether it certainly is this machine. Names are not looked up. */
  public boolean loopback() {
    String name = host.toLowerCase(Locale.ROOT);
    return name.equals("localhost")
        || name.endsWith(".localhost")
        || name.equals("[::1]")
        || name.equals("[0:0:0:0:0:0:0:1]")
        || name.matches("127\\.\\d+\\.\\d+\\.\\d+");
  }
}
