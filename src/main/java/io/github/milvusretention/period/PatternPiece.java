package io.github.milvusretention.period;

import java.time.format.DateTimeFormatterBuilder;
import java.time.format.SignStyle;
import java.util.ArrayList;
import java.util.List;

/** One piece of a java.time pattern, parsed by the grammar of java.time. */
sealed interface PatternPiece {
  void appendTo(DateTimeFormatterBuilder builder);

  /** Whether its text can begin with a digit. */
  boolean startsWithDigit();

  /** Literal text. */
  record Literal(String text) implements PatternPiece {
    @Override
    public void appendTo(DateTimeFormatterBuilder builder) {
      builder.appendLiteral(text);
    }

    @Override
    public boolean startsWithDigit() {
      char first = text.charAt(0);
      return first >= '0' && first <= '9';
    }
  }

  /** A sequence of one pattern letter. */
  record Run(PatternField field, String letters) implements PatternPiece {
    private static final int FIRST_YEAR_OF_TWO_DIGITS = 2000;

    /**
     * Numbers have no sign: by default, java.time reads "p-2026" with {@code 'p'uuuu} as the year
     * -2026, and years of more than four digits with {@code uuuu}.
     */
    @Override
    public void appendTo(DateTimeFormatterBuilder builder) {
      int count = letters.length();
      if (isText()) {
        builder.appendPattern(letters);
      } else if (isTwoDigitYear()) {
        builder.appendValueReduced(field.field(), count, count, FIRST_YEAR_OF_TWO_DIGITS);
      } else if (isFixed()) {
        builder.appendValue(field.field(), count);
      } else {
        builder.appendValue(field.field(), count, field.digits(), SignStyle.NOT_NEGATIVE);
      }
    }

    @Override
    public boolean startsWithDigit() {
      return !isText();
    }

    boolean isText() {
      return field.isText(letters.length());
    }

    boolean isTwoDigitYear() {
      return field.isYear() && letters.length() == 2;
    }

    boolean isFixed() {
      return isText() || isTwoDigitYear() || letters.length() >= field.digits();
    }
  }

  /** Any text, of at least one character. It is matched apart from the date. */
  record Star() implements PatternPiece {
    @Override
    public void appendTo(DateTimeFormatterBuilder builder) {
      throw new IllegalStateException("a star has no format");
    }

    @Override
    public boolean startsWithDigit() {
      return true;
    }
  }

  /** Throws {@link RuleException}. The pattern must be valid for java.time. */
  static List<PatternPiece> split(String pattern) {
    List<PatternPiece> pieces = new ArrayList<>();
    StringBuilder literal = new StringBuilder();
    int at = 0;
    while (at < pattern.length()) {
      char c = pattern.charAt(at);
      int end = at + 1;
      if (isLetter(c)) {
        while (end < pattern.length() && pattern.charAt(end) == c) {
          end++;
        }
        flush(literal, pieces);
        pieces.add(new Run(PatternField.of(c), pattern.substring(at, end)));
      } else if (c == '\'') {
        end = quoted(pattern, end, literal);
      } else if (c == '[') {
        throw new RuleException(
            "has an optional part in [ ]", "list one pattern for each form the names take");
      } else if (c == '*') {
        flush(literal, pieces);
        pieces.add(new Star());
      } else {
        literal.append(c);
      }
      at = end;
    }
    flush(literal, pieces);
    return pieces;
  }

  /** Appends the quoted text, or a quote if it is empty; returns the index after it. */
  private static int quoted(String pattern, int from, StringBuilder literal) {
    int close = pattern.indexOf('\'', from);
    while (close + 1 < pattern.length() && pattern.charAt(close + 1) == '\'') {
      close = pattern.indexOf('\'', close + 2);
    }
    literal.append(close == from ? "'" : pattern.substring(from, close).replace("''", "'"));
    return close + 1;
  }

  private static void flush(StringBuilder literal, List<PatternPiece> pieces) {
    if (!literal.isEmpty()) {
      pieces.add(new Literal(literal.toString()));
      literal.setLength(0);
    }
  }

  private static boolean isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }
}
