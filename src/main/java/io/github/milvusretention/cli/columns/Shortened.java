package io.github.milvusretention.cli.columns;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * A name that is too long for its place, cut in its middle: its beginning tells the collection, its
 * end the date.
 */
public final class Shortened {
  /** With its marks, and both halves of a surrogate pair. */
  private static final Pattern LETTER = Pattern.compile("\\X");

  private Shortened() {}

  /**
   * The whole name if there is room for it.
   *
   * @param room in columns, 1 or more
   */
  public static String to(String name, int room) {
    if (Columns.of(name) <= room) {
      return name;
    }
    List<String> letters = LETTER.matcher(name).results().map(MatchResult::group).toList();
    int half = (room - 1) / 2;
    int head = 0;
    int used = 1;
    while (used - 1 + Columns.of(letters.get(head)) <= half) {
      used += Columns.of(letters.get(head++));
    }
    int tail = letters.size();
    while (used + Columns.of(letters.get(tail - 1)) <= room) {
      used += Columns.of(letters.get(--tail));
    }
    return String.join("", letters.subList(0, head))
        + "…"
        + String.join("", letters.subList(tail, letters.size()));
  }
}
