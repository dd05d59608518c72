package io.github.milvusretention.policy;

import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * How far apart points in time usually are, in the longest unit of the calendar that fits.
 *
 * @param least the lower quartile
 * @param most the upper one; the same as {@code least} where all that is more are multiples of it,
 *     as where some points are missing
 */
record Distance(ChronoUnit unit, long least, long most) {
  private static final List<ChronoUnit> LONGEST_FIRST =
      List.of(ChronoUnit.YEARS, ChronoUnit.MONTHS, ChronoUnit.WEEKS, ChronoUnit.DAYS);

  /**
   * @param points at least two, in their order
   */
  static Distance of(List<LocalDateTime> points) {
    for (ChronoUnit unit : LONGEST_FIRST) {
      List<Long> counts = whole(unit, points);
      // As many as a quartile allows for strays.
      if (counts.size() * 4 >= (points.size() - 1) * 3) {
        return of(unit, counts);
      }
    }
    return of(ChronoUnit.HOURS, whole(ChronoUnit.HOURS, points));
  }

  private static Distance of(ChronoUnit unit, List<Long> counts) {
    List<Long> sorted = counts.stream().sorted().toList();
    long least = lowerQuartile(counts);
    long most = sorted.get(sorted.size() - 1 - (sorted.size() - 1) / 4);
    boolean multiples = sorted.stream().allMatch(count -> count % least == 0);
    return new Distance(unit, least, multiples ? least : most);
  }

  /** Of those neighbours that are a whole number of units apart, how many. */
  private static List<Long> whole(ChronoUnit unit, List<LocalDateTime> points) {
    List<Long> counts = new ArrayList<>();
    for (int i = 1; i < points.size(); i++) {
      LocalDateTime from = points.get(i - 1);
      LocalDateTime to = points.get(i);
      long count = unit.between(from, to);
      if (count > 0 && from.plus(count, unit).equals(to)) {
        counts.add(count);
      }
    }
    return counts;
  }

  static long lowerQuartile(List<Long> counts) {
    return counts.stream().sorted().toList().get((counts.size() - 1) / 4);
  }

  /** "7 days", "3 to 4 days". */
  String words() {
    return least == most ? longest() : inWords(least) + " to " + longest();
  }

  /** "4 days". */
  String longest() {
    String name =
        switch (unit) {
          case YEARS -> "year";
          case MONTHS -> "month";
          case HOURS -> "hour";
          default -> "day";
        };
    return inWords(most) + " " + name + (inWords(most) == 1 ? "" : "s");
  }

  private long inWords(long count) {
    return unit == ChronoUnit.WEEKS ? 7 * count : count;
  }

  /** The longest one, as it is written in the rules: P1W. */
  String period() {
    return switch (unit) {
      case YEARS -> "P" + most + "Y";
      case MONTHS -> "P" + most + "M";
      case WEEKS -> "P" + most + "W";
      case DAYS -> "P" + most + "D";
      default -> "PT" + most + "H";
    };
  }
}
