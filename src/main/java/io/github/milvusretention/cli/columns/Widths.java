package io.github.milvusretention.cli.columns;

import java.util.List;
import java.util.OptionalInt;

/** How wide the columns of a table are, and how narrow they may become. */
public final class Widths {
  /** Names and times up to this are never cut. */
  private static final int NAME = 20;

  /** Sentences are not broken into narrower columns than this. */
  private static final int PROSE = 24;

  private final int[] headers;
  private final int[] natural;
  private final boolean[] prose;

  public Widths(List<String> header) {
    headers = header.stream().mapToInt(Columns::of).toArray();
    natural = headers.clone();
    prose = new boolean[headers.length];
  }

  /** A row of another number of cells is no row of columns. */
  public void measure(List<String> row) {
    for (int i = 0; row.size() == natural.length && i < natural.length; i++) {
      natural[i] = Math.max(natural[i], Columns.of(row.get(i)));
      prose[i] |= row.get(i).indexOf(' ') >= 0;
    }
  }

  public Layout layout(OptionalInt columns) {
    int[] least = new int[natural.length];
    int[] alone = new int[natural.length];
    for (int i = 0; i < least.length; i++) {
      least[i] = Math.min(natural[i], Math.max(headers[i], prose[i] ? PROSE : NAME));
      alone[i] = prose[i] ? least[i] : natural[i];
    }
    return Layout.of(natural, least, alone, columns);
  }
}
