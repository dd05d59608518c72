package io.github.milvusretention.cli.output;

import io.github.milvusretention.text.Visible;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows of text in aligned columns. No cell can begin another line, or hide where it ends. */
public final class Table {
  private final List<String> header;
  private final List<List<String>> rows = new ArrayList<>();
  private final List<String> lines = new ArrayList<>();

  public Table(String... header) {
    this.header = List.of(header);
  }

  /** Adds a row; null is an empty cell. */
  public void row(@Nullable Object... cells) {
    List<String> row = new ArrayList<>();
    for (Object cell : cells) {
      row.add(cell == null ? "" : Visible.line(cell.toString()));
    }
    rows.add(row);
  }

  /** Adds a line below the table. */
  public void line(String text) {
    lines.add(Visible.line(text));
  }

  /** Adds a line between the rows; it may be longer than the table is wide. */
  public void note(String text) {
    rows.add(List.of(Visible.line(text)));
  }

  void print(PrintWriter out) {
    int[] widths = new int[header.size()];
    measure(widths, header);
    rows.stream().filter(row -> row.size() > 1).forEach(row -> measure(widths, row));
    print(out, widths, header);
    for (List<String> row : rows) {
      if (row.size() == 1) {
        out.println(row.get(0));
      } else {
        print(out, widths, row);
      }
    }
    lines.forEach(out::println);
  }

  private static void measure(int[] widths, List<String> row) {
    for (int i = 0; i < widths.length; i++) {
      widths[i] = Math.max(widths[i], row.get(i).length());
    }
  }

  private static void print(PrintWriter out, int[] widths, List<String> row) {
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
