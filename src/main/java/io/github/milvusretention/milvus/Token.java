package io.github.milvusretention.milvus;

/**
 * A credential that does not print. Only {@link #value()} reveals it.
 *
 * @param value {@code user:password} or an API key; empty for none
 */
public record Token(String value) {
  /** Zilliz's keys have 64 characters and more, and hardly a password has as many as this. */
  private static final int SHORTEST_KEY = 32;

  /** Milvus itself takes {@link #USER_AND_PASSWORD}, Zilliz Cloud also {@link #API_KEY}. */
  public enum Form {
    NONE,
    USER_AND_PASSWORD,
    API_KEY,
    /** No colon, and too short for an API key. */
    PASSWORD_ALONE,
    /** A colon with nothing before or after it. */
    INCOMPLETE
  }

  public static final Token NONE = new Token("");

  /**
   * Refuses what a header would not carry unchanged.
   *
   * @throws IllegalArgumentException with "problem; cure", without the value, unless it can be sent
   *     in a header unchanged: anything but printable ASCII would be altered on its way, and a line
   *     break would start another header
   */
  public Token {
    if (!value.equals(value.strip())) {
      throw new IllegalArgumentException(
          "the token begins or ends with a blank or a line break; remove it");
    }
    if (!value.chars().allMatch(c -> c >= ' ' && c <= '~')) {
      throw new IllegalArgumentException(
          "the token holds a line break, a control character or a letter outside ASCII, which a"
              + " header cannot carry; use a token of printable ASCII characters");
    }
  }

  /** What kind of credential it seems to be. */
  public Form form() {
    if (isEmpty()) {
      return Form.NONE;
    }
    int colon = value.indexOf(':');
    if (colon < 0) {
      return value.length() < SHORTEST_KEY || value.indexOf(' ') >= 0
          ? Form.PASSWORD_ALONE
          : Form.API_KEY;
    }
    return colon == 0 || colon == value.length() - 1 ? Form.INCOMPLETE : Form.USER_AND_PASSWORD;
  }

  public boolean isEmpty() {
    return value.isEmpty();
  }

  @Override
  public String toString() {
    return isEmpty() ? "none" : "***";
  }
}
