package io.github.milvusretention.pages;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** One page of the documentation. */
record Page(Path path, String text) {
  static final Path FOLDER = Path.of("src", "site", "markdown");

  private static final Pattern BLOCK = Pattern.compile("(?ms)^( *)```([a-z]*)\\n(.*?)^\\1```$");
  private static final Pattern CODE = Pattern.compile("`([^`\\n]+)`");

  /** A row of a table: the table's first heading, and the row's first cell. */
  record Row(String heading, String cell) {
    /** What stands in backticks in the cell. */
    List<String> code() {
      return CODE.matcher(cell).results().map(found -> found.group(1)).toList();
    }
  }

  /** A block between lines of ```. */
  record Block(String language, String text) {}

  static Page of(Path path) {
    try {
      return new Page(path, Files.readString(path));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Page named(String name) {
    return of(FOLDER.resolve(name));
  }

  static List<Page> all() throws IOException {
    try (Stream<Path> pages = Files.list(FOLDER)) {
      return Stream.concat(
              Stream.of(Path.of("README.md"), Path.of(".github", "CONTRIBUTING.md")),
              pages.filter(page -> page.toString().endsWith(".md")).sorted())
          .map(Page::of)
          .toList();
    }
  }

  List<Block> blocks() {
    return BLOCK
        .matcher(text)
        .results()
        .map(found -> new Block(found.group(2), found.group(3).stripIndent()))
        .toList();
  }

  /** The text without its blocks. */
  String prose() {
    return BLOCK.matcher(text).replaceAll("");
  }

  List<Row> rows() {
    List<Row> rows = new ArrayList<>();
    String heading = "";
    for (String line : prose().lines().toList()) {
      if (!line.startsWith("|")) {
        heading = "";
      } else if (heading.isEmpty()) {
        heading = firstCell(line);
      } else if (!line.startsWith("|---")) {
        rows.add(new Row(heading, firstCell(line)));
      }
    }
    return rows;
  }

  /** The names by which links can point into the page, as GitHub makes them. */
  List<String> anchors() {
    return Pattern.compile("(?m)^#+ (.*)$")
        .matcher(prose())
        .results()
        .map(MatchResult::group)
        .map(line -> line.replaceAll("^#+ ", "").toLowerCase(Locale.ROOT))
        .map(line -> line.replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-'))
        .toList();
  }

  private static String firstCell(String line) {
    return line.split("(?<!\\\\)\\|", -1)[1].strip().replace("\\|", "|");
  }

  @Override
  public String toString() {
    return path.toString();
  }
}
