package io.github.milvusretention.cli.output;

import io.github.milvusretention.cli.columns.Columns;
import io.github.milvusretention.cli.columns.Shortened;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The line that shows the progress of a run on a terminal, and is rewritten in place. It never
 * reaches the last column, after which some terminals begin a new line.
 *
 * @param columns of the terminal
 */
record ProgressLine(int columns) {
  private static final String TO_LINE_START = "\r\u001B[K";

  /** Less of a name tells nothing. */
  private static final int SHORTEST_NAME = 8;

  /**
   * Cuts the name where the line would be too long, in its middle: its beginning tells the
   * collection, its end the date. Everything else is shown whole or not at all, the count last of
   * all: a part of a number is another number.
   *
   * @param name may be empty
   */
  String of(String before, String count, String between, String name, String after) {
    return TO_LINE_START
        + Stream.of(
                with(before + count + between, name, after),
                with(before + count + between, name, ""),
                with(before + count, "", ""),
                with(count, "", ""))
            .flatMap(Optional::stream)
            .findFirst()
            .orElse("");
  }

  private Optional<String> with(String before, String name, String after) {
    int room = columns - 1 - Columns.of(before) - Columns.of(after);
    int needed = Columns.of(name);
    if (room < Math.min(needed, SHORTEST_NAME)) {
      return Optional.empty();
    }
    return Optional.of(before + Shortened.to(name, room) + after);
  }

  /** Makes room for a line that stays. */
  static String away() {
    return TO_LINE_START;
  }

  /** For example {@code , 38 a second, 2 min left}; empty if the pace is not known. */
  static String pace(RecentPace pace, int left) {
    return pace.perSecond()
        .map(
            perSecond ->
                String.format(Locale.ROOT, perSecond < 9.95 ? ", %.1f" : ", %.0f", perSecond)
                    + " a second, "
                    + rough(Duration.ofSeconds(Math.round(left / perSecond)))
                    + " left")
        .orElse("");
  }

  private static String rough(Duration time) {
    if (time.toMinutes() < 2) {
      return time.toSeconds() + " s";
    }
    return time.toHours() < 2 ? time.toMinutes() + " min" : time.toHours() + " h";
  }
}
