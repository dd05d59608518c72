package io.github.milvusretention.console.forecast.picture;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;

/**
 * Time from left to right.
 *
 * @param left where {@code from} is, in units of the picture
 * @param width between {@code from} and {@code to}
 */
record Axis(Instant from, Instant to, double left, double width) {
  private static final int TICKS = 12;

  /** A date at its place. */
  record Tick(double x, String text) {}

  private record Step(
      long days, UnaryOperator<LocalDate> begin, UnaryOperator<LocalDate> next, String pattern) {
    static Step days(int days) {
      return new Step(days, date -> date, date -> date.plusDays(days), "d MMM");
    }

    static Step months(int months) {
      return new Step(
          30L * months,
          date ->
              date.withDayOfMonth(1).withMonth((date.getMonthValue() - 1) / months * months + 1),
          date -> date.plusMonths(months),
          "MMM uuuu");
    }

    static Step years(int years) {
      return new Step(
          365L * years,
          date -> date.withDayOfYear(1).withYear(Math.floorDiv(date.getYear(), years) * years),
          date -> date.plusYears(years),
          "uuuu");
    }
  }

  private static final List<Step> STEPS =
      List.of(
          Step.days(1),
          Step.days(2),
          new Step(
              7,
              date -> date.minusDays(date.getDayOfWeek().getValue() - 1),
              d -> d.plusDays(7),
              "d MMM"),
          new Step(
              14,
              date -> date.minusDays(date.getDayOfWeek().getValue() - 1),
              d -> d.plusDays(14),
              "d MMM"),
          Step.months(1),
          Step.months(2),
          Step.months(3),
          Step.months(6),
          Step.years(1),
          Step.years(2),
          Step.years(5),
          Step.years(10),
          Step.years(50),
          Step.years(200));

  /** Throws {@link IllegalArgumentException} if it has no length. */
  Axis {
    if (!to.isAfter(from)) {
      throw new IllegalArgumentException("an axis from " + from + " to " + to);
    }
  }

  /** To a tenth of a unit; what lies outside is at the nearer end. */
  double x(Instant moment) {
    double share =
        (double) Duration.between(from, moment).toSeconds()
            / Duration.between(from, to).toSeconds();
    return tenth(left + Math.min(1, Math.max(0, share)) * width);
  }

  static double tenth(double value) {
    return Math.round(value * 10) / 10.0;
  }

  List<Tick> ticks(ZoneId zone) {
    long days = Math.max(1, Duration.between(from, to).toDays());
    Step step =
        STEPS.stream()
            .filter(one -> days / one.days() <= TICKS)
            .findFirst()
            .orElse(STEPS.get(STEPS.size() - 1));
    DateTimeFormatter format = DateTimeFormatter.ofPattern(step.pattern(), Locale.ENGLISH);
    List<Tick> ticks = new ArrayList<>();
    LocalDate date = step.begin().apply(from.atZone(zone).toLocalDate());
    for (; ticks.size() <= 2 * TICKS; date = step.next().apply(date)) {
      Instant at = date.atStartOfDay(zone).toInstant();
      if (at.isAfter(to)) {
        break;
      }
      if (!at.isBefore(from)) {
        ticks.add(new Tick(x(at), format.format(date)));
      }
    }
    return ticks;
  }
}
