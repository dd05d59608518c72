package io.github.milvusretention.milvus;

/**
 * A credential whose {@code toString} does not reveal it; only {@link #value()} does.
 *
 * @param value {@code user:password} or an API key; empty for none
 */
public record Token(String value) {
  /** API keys of Zilliz have 64 characters or more; few passwords are this long. */
  private static final int MIN_KEY_LENGTH = 32;

  /** Milvus accepts {@link #USER_AND_PASSWORD}, Zilliz Cloud also {@link #API_KEY}. */
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
   * Accepts printable ASCII only: any other character would be altered in the header, and a line
   * break would start another header.
   *
   * @throws IllegalArgumentException with the message "problem; cure", without the value
   */
  public Token {
    if (!value.equals(value.strip())) {
      throw new IllegalArgumentException(
          "the token begins or ends with a blank or a line break; remove it");
    }
    if (!value.chars().allMatch(c -> c >= ' ' && c <= '~')) {
      throw new IllegalArgumentException(
          "the token contains a line break, a control character or a non-ASCII letter, which"
              + " cannot be sent in a header; use a token of printable ASCII characters");
    }
  }

  /** The kind of credential, judged by its form. */
  public Form form() {
    if (isEmpty()) {
      return Form.NONE;
    }
    int colon = value.indexOf(':');
    if (colon < 0) {
      return value.length() < MIN_KEY_LENGTH || value.indexOf(' ') >= 0
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
