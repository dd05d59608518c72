package io.github.milvusretention.cli.output;

import java.time.Duration;
import java.util.Locale;

/**
 * The line that shows on a terminal how far a run has come, and is written again and again in the
 * same place. It never reaches the last column, after which some terminals begin a new line.
 *
 * @param columns of the terminal
 */
record ProgressLine(int columns) {
  private static final String TO_LINE_START = "\r\u001B[K";

  /**
   * Cuts the name where the line would be too long, in its middle: its beginning tells the
   * collection, its end the date.
   */
  String of(String before, String name, String after) {
    int room = Math.max(0, columns - 1);
    String rest = before + after;
    String line =
        rest.length() + name.length() <= room
            ? before + name + after
            : before + shortened(name, Math.max(3, room - rest.length())) + after;
    return TO_LINE_START + line.substring(0, Math.min(line.length(), room));
  }

  /** Makes room for a line that stays. */
  static String away() {
    return TO_LINE_START;
  }

  private static String shortened(String name, int length) {
    int head = (length - 1) / 2;
    int tail = length - 1 - head;
    return name.substring(0, head) + "…" + name.substring(name.length() - tail);
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
