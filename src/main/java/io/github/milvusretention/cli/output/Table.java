package io.github.milvusretention.cli.output;

import io.github.milvusretention.cli.columns.RowPrinter;
import io.github.milvusretention.cli.columns.Widths;
import io.github.milvusretention.text.Visible;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Rows of text in aligned columns. No cell can begin another line, or hide where it ends. On a
 * terminal the table fits into its width; elsewhere every cell is whole.
 */
public final class Table {
  private final List<String> above = new ArrayList<>();
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
  public void rows(Iterable<@Nullable Object[]> many) {
    rows.add(() -> StreamSupport.stream(many.spliterator(), false).map(Table::cleaned).iterator());
  }

  private static List<String> cleaned(@Nullable Object... cells) {
    List<String> row = new ArrayList<>();
    for (Object cell : cells) {
      row.add(cell == null ? "" : Visible.line(cell.toString()));
    }
    return row;
  }

  /** Adds a line above the table. */
  public void above(String text) {
    above.add(Visible.line(text));
  }

  /** Adds a line below the table. */
  public void line(String text) {
    lines.add(Visible.line(text));
  }

  /** Adds a line between the rows; it may be longer than the table is wide. */
  public void note(String text) {
    rows.add(List.of(List.of(Visible.line(text))));
  }

  /**
   * @param columns of the terminal; empty if it goes to none
   */
  void print(PrintWriter out, OptionalInt columns) {
    Widths widths = new Widths(header);
    for (Iterable<List<String>> some : rows) {
      some.forEach(widths::measure);
    }
    RowPrinter printer = new RowPrinter(out, widths.layout(columns), columns);
    above.forEach(printer::line);
    printer.row(header);
    for (Iterable<List<String>> some : rows) {
      some.forEach(row -> print(printer, row));
    }
    lines.forEach(printer::line);
  }

  private void print(RowPrinter printer, List<String> row) {
    // A note has a single cell, which is no column.
    if (row.size() == header.size()) {
      printer.row(row);
    } else {
      printer.line(row.get(0));
    }
  }
}
