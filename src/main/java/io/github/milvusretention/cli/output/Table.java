package io.github.milvusretention.cli.output;

import io.github.milvusretention.text.Visible;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Rows of text in aligned columns. No cell can begin another line, or hide where it ends. */
public final class Table {
  private final List<String> header;
  private final List<Iterable<List<String>>> rows = new ArrayList<>();
  private final List<String> lines = new ArrayList<>();

  public Table(String... header) {
    this.header = List.of(header);
  }

  /** Adds a row; null is an empty cell. */
  public void row(@Nullable Object... cells) {
    rows.add(List.of(cleaned(cells)));
  }

  /**
   * Adds many rows, which are not held: they are asked for twice, to measure them and to print
   * them.
   */
  void rows(Iterable<@Nullable Object[]> many) {
    rows.add(() -> StreamSupport.stream(many.spliterator(), false).map(Table::cleaned).iterator());
  }

  private static List<String> cleaned(@Nullable Object... cells) {
    List<String> row = new ArrayList<>();
    for (Object cell : cells) {
      row.add(cell == null ? "" : Visible.line(cell.toString()));
    }
    return row;
  }

  /** Adds a line below the table. */
  public void line(String text) {
    lines.add(Visible.line(text));
  }

  /** Adds a line between the rows; it may be longer than the table is wide. */
  public void note(String text) {
    rows.add(List.of(List.of(Visible.line(text))));
  }

  void print(PrintWriter out) {
    int[] widths = new int[header.size()];
    measure(widths, header);
    for (Iterable<List<String>> some : rows) {
      some.forEach(row -> measure(widths, row));
    }
    print(out, widths, header);
    for (Iterable<List<String>> some : rows) {
      some.forEach(row -> print(out, widths, row));
    }
    lines.forEach(out::println);
  }

  private static void measure(int[] widths, List<String> row) {
    // A note has a single cell, which is no column.
    for (int i = 0; row.size() == widths.length && i < widths.length; i++) {
      widths[i] = Math.max(widths[i], row.get(i).length());
    }
  }

  private static void print(PrintWriter out, int[] widths, List<String> row) {
    if (row.size() != widths.length) {
      out.println(row.get(0));
      return;
    }
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      line.append(row.get(i));
      if (i < widths.length - 1) {
        line.append(" ".repeat(widths[i] - row.get(i).length() + 2));
      }
    }
    out.println(line.toString().stripTrailing());
  }
}
