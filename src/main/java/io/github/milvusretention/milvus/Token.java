package io.github.milvusretention.milvus;

/**
 * A credential that does not print. Only {@link #value()} reveals it.
 *
 * @param value {@code user:password} or an API key; empty for none
 */
public record Token(String value) {
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

  public boolean isEmpty() {
    return value.isEmpty();
  }

  @Override
  public String toString() {
    return isEmpty() ? "none" : "***";
  }
}
