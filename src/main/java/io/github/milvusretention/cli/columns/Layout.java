package io.github.milvusretention.cli.columns;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;

/**
 * Where the cells of a row stand: on one line if the terminal is wide enough, if need be with the
 * widest columns narrower; else on several, all but the first indented.
 *
 * @param lines of each row, none empty
 */
public record Layout(List<List<Slot>> lines) {
  static final int GAP = 2;
  static final int INDENT = 2;

  /**
   * The place of a column.
   *
   * @param column its number, from 0
   */
  public record Slot(int column, int width) {}

  /**
   * @param natural the width of each column at which every cell is whole
   * @param least the width that each column needs at least on one line with the others, no more
   *     than its natural one
   * @param alone the same where a row has several lines, on which there is more room
   * @param columns of the terminal; empty if no line is too long
   */
  static Layout of(int[] natural, int[] least, int[] alone, OptionalInt columns) {
    if (columns.isEmpty()) {
      return new Layout(List.of(slots(0, natural)));
    }
    int room = columns.getAsInt();
    return total(least) <= room
        ? new Layout(List.of(slots(0, fitted(natural, least, room))))
        : folded(natural, alone, room);
  }

  /** A row that fits on no line is continued below; there it need not be narrow. */
  private static Layout folded(int[] natural, int[] least, int room) {
    List<List<Slot>> lines = new ArrayList<>();
    int from = 0;
    while (from < natural.length) {
      int indent = lines.isEmpty() ? 0 : INDENT;
      int to = from + 1;
      while (to < natural.length && total(part(least, from, to + 1)) <= room - indent) {
        to++;
      }
      lines.add(slots(from, fitted(part(natural, from, to), part(least, from, to), room - indent)));
      from = to;
    }
    return new Layout(lines);
  }

  /** Takes from the widest columns what is too much, down to what each needs at least. */
  private static int[] fitted(int[] natural, int[] least, int room) {
    int[] widths = natural.clone();
    for (int cap = Arrays.stream(natural).max().orElse(0); cap > 0 && total(widths) > room; cap--) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(Math.min(natural[i], cap), Math.min(least[i], Math.max(room, 1)));
      }
    }
    return widths;
  }

  private static List<Slot> slots(int first, int[] widths) {
    List<Slot> slots = new ArrayList<>();
    for (int i = 0; i < widths.length; i++) {
      slots.add(new Slot(first + i, widths[i]));
    }
    return slots;
  }

  private static int[] part(int[] all, int from, int to) {
    return Arrays.copyOfRange(all, from, to);
  }

  private static int total(int[] widths) {
    return Arrays.stream(widths).sum() + GAP * (widths.length - 1);
  }
}
