package io.github.milvusretention.rules;

import java.util.regex.Pattern;

/** What may be shown of a value in a message. */
final class Secrets {
  static final String HIDDEN = "***";

  /** No host name is longer. */
  private static final int LONGEST = 300;

  /** An address with a scheme, a host with dots, or nothing but a variable. */
  private static final Pattern PLAIN_ADDRESS =
      Pattern.compile(
          "[^@?#\\s]*://[^@?#\\s]*"
              + "|(localhost|[a-z0-9-]+(\\.[a-z0-9-]+)+)(:[0-9]+)?"
              + "|\\$\\{[\\w.-]+}");

  private Secrets() {}

  /**
   * A token is hidden. So is an address that may hold a password, or that may be a token on the
   * wrong line.
   */
  static String shown(String key, String text) {
    return switch (key.substring(key.lastIndexOf('.') + 1)) {
      case "token" -> HIDDEN;
      case "uri" ->
          text.isBlank() || text.length() < LONGEST && PLAIN_ADDRESS.matcher(text.strip()).matches()
              ? text
              : HIDDEN;
      default -> text;
    };
  }
}
