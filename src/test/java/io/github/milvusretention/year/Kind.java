package io.github.milvusretention.year;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.time.Period;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalAdjusters;
import java.util.Locale;

/**
 * One collection of the year, with its policy. Names and expiries are computed here with plain
 * dates, apart from the program.
 */
enum Kind {
  MONTHS("'p'uuuu_MM", "P3M", "UTC") {
    @Override
    Part holding(LocalDate day) {
      LocalDate first = day.withDayOfMonth(1);
      String name = String.format(Locale.ROOT, "p%d_%02d", first.getYear(), first.getMonthValue());
      return new Part(name, first, first.plusMonths(1));
    }
  },
  MONTH_NAMES("MMMM", "P3M", "UTC") {
    @Override
    Part holding(LocalDate day) {
      LocalDate first = day.withDayOfMonth(1);
      return new Part(
          Month.from(first).name().toLowerCase(Locale.ROOT), first, first.plusMonths(1));
    }
  },
  WEEKS("YYYY'w'ww", "P42D", "UTC") {
    @Override
    Part holding(LocalDate day) {
      LocalDate monday = day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
      String name =
          String.format(
              Locale.ROOT,
              "%dw%02d",
              monday.get(IsoFields.WEEK_BASED_YEAR),
              monday.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
      return new Part(name, monday, monday.plusWeeks(1));
    }
  },
  BERLIN_DAYS("uuuu-MM-dd", "P20D", "Europe/Berlin") {
    @Override
    Part holding(LocalDate day) {
      return new Part(day.toString(), day, day.plusDays(1));
    }
  },
  NEW_YORK_DAYS("'d'uuuuMMdd", "P20D", "America/New_York") {
    @Override
    Part holding(LocalDate day) {
      return new Part("d" + day.format(DateTimeFormatter.BASIC_ISO_DATE), day, day.plusDays(1));
    }
  };

  /** A partition that holds the rows of {@code [start, end)}. */
  record Part(String name, LocalDate start, LocalDate end) {}

  private final String pattern;
  private final String keep;
  private final ZoneId zone;

  Kind(String pattern, String keep, String zone) {
    this.pattern = pattern;
    this.keep = keep;
    this.zone = ZoneId.of(zone);
  }

  abstract Part holding(LocalDate day);

  String policy() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  String collection() {
    return name().toLowerCase(Locale.ROOT);
  }

  ZoneId zone() {
    return zone;
  }

  Period keep() {
    return Period.parse(keep);
  }

  /** Its policy in the rules file, to which lines can be added. */
  String rules(Period keep) {
    return """
        %s:
          cluster: local
          collections: [%s]
          partitions: ["%s"]
          keep: %s
          zone: %s
          schedule: "0 15 3 * * ?"
    """
        .formatted(policy(), collection(), pattern, keep, zone);
  }
}
