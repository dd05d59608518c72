package io.github.milvusretention.period;

/**
 * What Milvus allows as the name of a partition: 1 to 255 bytes of ASCII letters, digits, {@code _}
 * and, from the second character on and since 2.4.18, {@code -}.
 */
final class MilvusName {
  static final int LONGEST = 255;

  private MilvusName() {}

  /** Whether the text can be a part of a name, letter case aside, as patterns are read. */
  static boolean canHold(String text) {
    return text.chars().allMatch(c -> allows((char) c));
  }

  /**
   * Letter case aside, as java.time compares: the dotless i of Turkish is the small letter of I, so
   * that "kasım" reads the name "KASIM".
   */
  static boolean allows(char c) {
    char small = Character.toLowerCase(Character.toUpperCase(c));
    return (small >= 'a' && small <= 'z') || isDigit(small) || small == '_' || small == '-';
  }

  static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
