package io.github.milvusretention.cli.columns;

import io.github.milvusretention.rules.process.ThisProgram;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Text for a terminal, in lines that are broken between words. A command is never broken: it is to
 * be pasted into a shell.
 *
 * @param text without the command at its end
 * @param command of this program, which stands alone at the end of the text; empty if there is none
 */
record Wrapped(String text, String command) {
  private static final String BLANK = " ";

  /** Of a shell, as {@link ThisProgram} quotes it. */
  private static final String WORD = "(?:'[^']*'|\\\\'|[^\\s'\\\\])+";

  private static final Pattern COMMAND =
      Pattern.compile("(?<=: )(?:java -jar )?" + WORD + " (?:-c|--config) .*$");
  private static final Pattern INDENT = Pattern.compile("^ *");

  static Wrapped of(String text) {
    Matcher command = COMMAND.matcher(text);
    return command.find()
        ? new Wrapped(text.substring(0, command.start()).stripTrailing(), command.group())
        : new Wrapped(text, "");
  }

  /** The text in a cell of that width, at least one line; what is longer than it is cut. */
  List<String> inCell(int width) {
    return lines("", "", width, width);
  }

  /**
   * Text and command as lines of their own, as far indented as the text is. A word that is longer
   * than the terminal is wide stays whole.
   */
  List<String> asLines(int columns) {
    Matcher blanks = INDENT.matcher(text);
    String indent = blanks.find() ? blanks.group() : "";
    List<String> lines = lines(indent, indent + "  ", columns, Integer.MAX_VALUE);
    if (!command.isEmpty()) {
      lines.add(indent + "  " + command);
    }
    return lines;
  }

  private List<String> lines(String first, String others, int columns, int longestWord) {
    List<String> lines = new ArrayList<>();
    String indent = first;
    StringBuilder line = new StringBuilder();
    for (String whole : text.strip().split(" +")) {
      String word = Shortened.to(whole, longestWord);
      int needed = Columns.of(indent) + Columns.of(line + BLANK + word);
      if (!line.isEmpty() && needed > columns) {
        lines.add(indent + line);
        indent = others;
        line.setLength(0);
      }
      line.append(line.isEmpty() ? "" : BLANK).append(word);
    }
    lines.add(indent + line);
    return lines;
  }
}
