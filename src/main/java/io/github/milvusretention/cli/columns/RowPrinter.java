package io.github.milvusretention.cli.columns;

import java.io.PrintWriter;
import java.util.List;
import java.util.OptionalInt;

/**
 * Prints the rows of a table.
 *
 * @param columns of the terminal; empty if it goes to none
 */
public record RowPrinter(PrintWriter out, Layout layout, OptionalInt columns) {

  /** A command that does not fit into its cell comes below the row, whole. */
  public void row(List<String> cells) {
    for (int i = 0; i < layout.lines().size(); i++) {
      List<Layout.Slot> line = layout.lines().get(i);
      if (i == 0 || line.stream().anyMatch(slot -> !cells.get(slot.column()).isEmpty())) {
        print(" ".repeat(i == 0 ? 0 : Layout.INDENT), line, cells);
      }
    }
    layout.lines().stream()
        .flatMap(List::stream)
        .filter(slot -> isTooLong(cells.get(slot.column()), slot))
        .map(slot -> Wrapped.of(cells.get(slot.column())).command())
        .filter(command -> !command.isEmpty())
        .forEach(command -> out.println(" ".repeat(Layout.INDENT) + command));
  }

  private void print(String indent, List<Layout.Slot> line, List<String> cells) {
    List<List<String>> parts =
        line.stream().map(slot -> parts(cells.get(slot.column()), slot)).toList();
    int height = parts.stream().mapToInt(List::size).max().orElse(0);
    for (int i = 0; i < height; i++) {
      StringBuilder text = new StringBuilder(indent);
      for (int slot = 0; slot < line.size(); slot++) {
        String part = i < parts.get(slot).size() ? parts.get(slot).get(i) : "";
        text.append(part);
        text.append(" ".repeat(line.get(slot).width() - Columns.of(part) + Layout.GAP));
      }
      out.println(text.toString().stripTrailing());
    }
  }

  private static List<String> parts(String cell, Layout.Slot slot) {
    return isTooLong(cell, slot) ? Wrapped.of(cell).inCell(slot.width()) : List.of(cell);
  }

  private static boolean isTooLong(String cell, Layout.Slot slot) {
    return Columns.of(cell) > slot.width();
  }

  public void line(String text) {
    if (columns.isEmpty() || Columns.of(text) <= columns.getAsInt()) {
      out.println(text);
    } else {
      Wrapped.of(text).asLines(columns.getAsInt()).forEach(out::println);
    }
  }
}
