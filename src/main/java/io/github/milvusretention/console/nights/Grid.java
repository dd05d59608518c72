package io.github.milvusretention.console.nights;

import io.github.milvusretention.console.web.Paging;
import java.time.LocalDate;
import java.time.format.TextStyle;
import java.util.List;
import java.util.Locale;

/**
 * The grid as the page shows it: a row for the runs of each policy, and one for each collection.
 *
 * @param nights the newest first
 * @param collections those of the page
 */
record Grid(List<Night> nights, List<Row> runs, List<Row> collections, Paging paging) {
  /** The head of a column. */
  record Night(LocalDate date) {
    public String weekday() {
      return date.getDayOfWeek().getDisplayName(TextStyle.SHORT, Locale.ENGLISH);
    }

    public int day() {
      return date.getDayOfMonth();
    }

    public String month() {
      return date.getMonth().getDisplayName(TextStyle.SHORT, Locale.ENGLISH);
    }

    /** Whether it is the last day of a week, after which the grid shows a line. */
    public boolean sunday() {
      return date.getDayOfWeek().getValue() == 7;
    }
  }

  /**
   * @param policy whose it is
   * @param name of the collection; of the policy for its runs
   * @param cells one a night
   */
  record Row(String policy, String name, List<Cell> cells) {}
}
