package io.github.milvusretention.text;

/**
 * The one cleaner of text that others wrote, before a terminal, a log or a page shows it. What
 * would not be seen as itself (a control character, a change of direction, a character without
 * width, a separator of lines) is shown escaped, as {@code \}{@code u202e}: inside of JSON that
 * means the same text.
 */
public final class Visible {
  private Visible() {}

  /** For a value within a line, which must not begin another one. */
  public static String line(String text) {
    return escaped(text, false);
  }

  /** Line ends and tabs stay, as our own lines have them. */
  public static String lines(String text) {
    return escaped(text, true);
  }

  private static String escaped(String text, boolean lineEnds) {
    if (text.codePoints().allMatch(c -> shown(c) || (lineEnds && (c == '\n' || c == '\t')))) {
      return text;
    }
    StringBuilder escaped = new StringBuilder(text.length() + 16);
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      if (shown(c) || (lineEnds && (c == '\n' || c == '\t' || isLineEnd(text, i)))) {
        escaped.appendCodePoint(c);
      } else {
        for (char unit : Character.toChars(c)) {
          escaped.append("\\u%04x".formatted((int) unit));
        }
      }
      i += Character.charCount(c);
    }
    return escaped.toString();
  }

  /** As {@code println} ends a line on Windows. */
  private static boolean isLineEnd(String text, int at) {
    return text.startsWith("\r\n", at);
  }

  private static boolean shown(int c) {
    // Nearly all there is, and a long answer has hundreds of megabytes of it.
    if (c >= ' ' && c <= '~') {
      return true;
    }
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE ->
          false;
      default -> true;
    };
  }
}
