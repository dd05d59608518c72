package io.github.milvusretention.cli.columns;

/**
 * How many columns of a terminal a text takes, at the most: terminals differ on symbols and emoji,
 * and a line that is too short does no harm. For visible text: it counts a control character as
 * one.
 */
public final class Columns {
  /** First and last of those that are wide, or may be; ascending. */
  private static final int[][] WIDE = {
    {0x1100, 0x115F}, // the first parts of Korean syllables
    {0x231A, 0x2BFF}, // symbols, of which many are emoji
    {0x2E80, 0xA4CF}, // Chinese, Japanese, Yi
    {0xA960, 0xA97F}, // first parts of Korean syllables
    {0xAC00, 0xD7A3}, // Korean syllables
    {0xF900, 0xFAFF}, // Chinese
    {0xFE10, 0xFE19}, // vertical punctuation
    {0xFE30, 0xFE6F}, // punctuation for Chinese
    {0xFF00, 0xFF60}, // wide forms of narrow letters
    {0xFFE0, 0xFFE6}, // wide currency signs
    {0x16FE0, 0x1B2FF}, // Tangut, Khitan, old Japanese
    {0x1D300, 0x1D37F}, // symbols for divination and counting
    {0x1F000, 0x1FBFF}, // emoji
    {0x20000, 0x3FFFF}, // rare Chinese
  };

  /** Asks for an emoji in place of a symbol, which may make it wide. */
  private static final int EMOJI_SELECTOR = 0xFE0F;

  private Columns() {}

  public static int of(String text) {
    return text.codePoints().map(Columns::of).sum();
  }

  private static int of(int character) {
    if (character < 0x300 || character == EMOJI_SELECTOR) {
      return 1;
    }
    int type = Character.getType(character);
    if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK) {
      return 0;
    }
    for (int[] range : WIDE) {
      if (character >= range[0] && character <= range[1]) {
        return 2;
      }
    }
    return 1;
  }
}
