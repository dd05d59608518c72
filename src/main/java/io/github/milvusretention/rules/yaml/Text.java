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

  /** Keys whose values nothing shows. */
  private static final Pattern SECRET = Pattern.compile(".*\\.(token|url|password|hash)");

  /** The default of a placeholder is a value, its name is not. */
  private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{[\\w.-]*:?");

  /**
   * A user and a password, but no address; or letters and digits as long as an API key. Possessive,
   * so that the time grows with the length and not with its square.
   */
  private static final Pattern LIKE_A_TOKEN =
      Pattern.compile(
          "[A-Za-z_][^:/\\s]*+:(?!//)\\S++"
              + "|(?=\\D*+[0-9])(?=[^A-Za-z]*+[A-Za-z])[A-Za-z0-9]{32,}+");

  private static final String HIDDEN = "***";

  /** Blanks around a value do not count, but those around a token are refused. */
  public Text {
    value = key.endsWith(".token") ? value : value.strip();
  }

  /**
   * @param raw as it stands in the rules, where it also is the value
   */
  public static Text of(String key, String raw, Place place) {
    return new Text(key, shows(key, raw) ? raw : HIDDEN, raw, place);
  }

  public Text withValue(String replaced) {
    return new Text(key, written, replaced, place);
  }

  /** What is said of this value, without it if it may be a secret. */
  String hiddenIn(String sentence) {
    return likeAToken(value) ? sentence.replace(value, HIDDEN) : sentence;
  }

  /**
   * No token, no address of a target, no hash, and nothing that may hold a password or may be a
   * token in the wrong place.
   */
  private static boolean shows(String key, String raw) {
    if (SECRET.matcher(key).matches()) {
      return false;
    }
    return key.endsWith(".uri") || key.endsWith(".proxy")
        ? raw.isBlank()
            || raw.length() < LONGEST_ADDRESS && PLAIN_ADDRESS.matcher(raw.strip()).matches()
        : !likeAToken(raw);
  }

  private static boolean likeAToken(String raw) {
    return LIKE_A_TOKEN.matcher(PLACEHOLDER.matcher(raw).replaceAll("").strip()).matches();
  }

  /** Never prints the value. */
  @Override
  public String toString() {
    return written;
  }
}
