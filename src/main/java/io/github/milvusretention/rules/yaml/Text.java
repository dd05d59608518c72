package io.github.milvusretention.rules.yaml;

import java.util.regex.Pattern;

/**
 * One value of the rules as text.
 *
 * @param key for example {@code retention.policies.logs.collections[0]}
 * @param written as it stands in the rules, fit to be shown
 * @param value after placeholders are replaced; may be a secret
 */
public record Text(String key, String written, String value, Place place) {
  /** No host name is longer. */
  private static final int LONGEST_ADDRESS = 300;

  /** An address with a scheme, a host with dots, or nothing but a variable. */
  private static final Pattern PLAIN_ADDRESS =
      Pattern.compile(
          "[^@?#\\s]*://[^@?#\\s]*"
              + "|(localhost|[a-z0-9-]+(\\.[a-z0-9-]+)+)(:[0-9]+)?"
              + "|\\$\\{[\\w.-]+}");

  /** Blanks around a value do not count, but those around a token are refused. */
  public Text {
    value = key.endsWith(".token") ? value : value.strip();
  }

  /**
   * @param raw as it stands in the rules, where it also is the value
   */
  public static Text of(String key, String raw, Place place) {
    return new Text(key, shows(key, raw) ? raw : "***", raw, place);
  }

  public Text withValue(String replaced) {
    return new Text(key, written, replaced, place);
  }

  /** No token, and no address that may hold a password or may be a token on the wrong line. */
  private static boolean shows(String key, String raw) {
    return !key.endsWith(".token")
        && (!key.endsWith(".uri")
            || raw.isBlank()
            || raw.length() < LONGEST_ADDRESS && PLAIN_ADDRESS.matcher(raw.strip()).matches());
  }

  /** Never prints the value. */
  @Override
  public String toString() {
    return written;
  }
}
