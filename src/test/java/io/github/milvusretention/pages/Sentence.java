package io.github.milvusretention.pages;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * A text in the sources that a person may read.
 *
 * @param file below src/main/java
 * @param line where it begins
 * @param constants the parts that never change, in their order; between them stand variable parts
 * @param around the simple names of the calls, constructors and annotations that take it as
 *     argument; annotations with their @
 */
record Sentence(String file, long line, List<String> constants, Set<String> around) {
  private static final String VARIABLE = "\\{}|%[-,.0-9]*[sdf]";
  private static final int FEW_WORDS = 4;
  private static final String NO_LETTER_AT_START = "^[^\\p{L}\\p{N}_]+";
  private static final String NO_LETTER_AT_END = "[^\\p{L}\\p{N}_)]+$";

  Sentence {
    constants = List.copyOf(constants);
    around = Set.copyOf(around);
  }

  String where() {
    return file + ":" + line;
  }

  /** As the handbook writes it: … for what varies. */
  String text() {
    return blanks(String.join("…", constants).replaceAll(VARIABLE, "…")).replaceAll("(… ?)+…", "…");
  }

  /** The longest part that never changes, or its first clause; the handbook is searched for it. */
  String key() {
    String longest = longest(text());
    String clause = longest.split("[.;:] ", 2)[0];
    return clause.split(" ").length < FEW_WORDS ? longest : clause;
  }

  /** Two words at least, in small letters: more than a name, a key, a route or a format. */
  boolean prose() {
    return key().matches("(?s).*\\p{Ll}{2,}[,;:]? \\p{L}+.*");
  }

  /** The longest part between the … of a text, without blanks and marks around it. */
  static String longest(String text) {
    return Arrays.stream(text.split("…"))
        .map(part -> part.replaceAll(NO_LETTER_AT_START, "").replaceAll(NO_LETTER_AT_END, ""))
        .max(Comparator.comparingInt(String::length))
        .orElse("");
  }

  static String blanks(String text) {
    return text.replaceAll("\\s+", " ").strip();
  }
}
