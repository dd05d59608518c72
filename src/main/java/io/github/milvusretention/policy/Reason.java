package io.github.milvusretention.policy;

import io.github.milvusretention.period.AsOf;
import io.github.milvusretention.period.Keep;
import io.github.milvusretention.period.Period;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.IsoFields;
import java.util.Locale;

/** The reasons of verdicts. English with ISO dates, independent of the default locale. */
final class Reason {
  static final String DEFAULT_PARTITION = "the default partition, which Milvus never drops";
  static final String PARTITION_KEY =
      "the collection has a partition key: Milvus manages its partitions and does not drop them";
  static final String EXTERNAL = "an external collection: its rows are stored outside Milvus";

  private static final DateTimeFormatter ISO_WEEK =
      new DateTimeFormatterBuilder()
          .appendValue(IsoFields.WEEK_BASED_YEAR, 4)
          .appendLiteral("-W")
          .appendValue(IsoFields.WEEK_OF_WEEK_BASED_YEAR, 2)
          .toFormatter(Locale.ROOT);
  private static final DateTimeFormatter YEAR = pattern("uuuu");
  private static final DateTimeFormatter QUARTER = pattern("uuuu-'Q'Q");
  private static final DateTimeFormatter MONTH = pattern("MMMM uuuu");
  private static final DateTimeFormatter HOUR = pattern("uuuu-MM-dd'T'HH");

  private Reason() {}

  static String expired(Period period, Keep keep, ZonedDateTime expires, AsOf asOf) {
    return "%s ended %s; kept %s until %s; expired as of %s"
        .formatted(name(period), moment(period.end()), keep, moment(expires), asOf);
  }

  static String kept(Period period, Keep keep, ZonedDateTime expires, ZonedDateTime asOf) {
    return "%s %s %s; kept %s until %s"
        .formatted(
            name(period),
            period.end().isAfter(asOf) ? "ends" : "ended",
            moment(period.end()),
            keep,
            moment(expires));
  }

  /**
   * @param series the text that {@code *} stands for; empty without one
   */
  static String newest(Period period, ZonedDateTime expires, int keepNewest, String series) {
    return "%s expired %s, but is one of the newest periods of %s (keep-newest %s)"
        .formatted(
            name(period),
            moment(expires),
            series.isEmpty() ? "the collection" : "\"" + series + "\" in the collection",
            keepNewest);
  }

  static String future(Period period, AsOf asOf) {
    return "%s begins %s, after as-of %s".formatted(name(period), moment(period.start()), asOf);
  }

  static String ahead(Period period, Keep lead, AsOf asOf) {
    return "created ahead for %s, which begins %s, within lead %s of as-of %s"
        .formatted(name(period), moment(period.start()), lead, asOf);
  }

  static String conflict(Policy rival) {
    return "policy %s recognises this name too; neither drops it until only one of them does"
        .formatted(rival.name());
  }

  /** For users: January 2026, 2026-W53, 2026-01-05T03; P7D from 2026-09-07. */
  static String name(Period period) {
    if (period.length() != null) {
      return period.length() + " from " + moment(period.start());
    }
    LocalDateTime start = period.unit().start(period.start().toLocalDateTime());
    return switch (period.unit()) {
      case HOUR -> "hour " + HOUR.format(start);
      case DAY -> start.toLocalDate().toString();
      case WEEK -> "week " + ISO_WEEK.format(start);
      case MONTH -> MONTH.format(start);
      case QUARTER -> "quarter " + QUARTER.format(start);
      case YEAR -> "year " + YEAR.format(start);
    };
  }

  private static String moment(ZonedDateTime moment) {
    return moment.toLocalTime().equals(LocalTime.MIDNIGHT)
        ? moment.toLocalDate().toString()
        : moment.toLocalDateTime().toString();
  }

  private static DateTimeFormatter pattern(String pattern) {
    return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH);
  }
}
