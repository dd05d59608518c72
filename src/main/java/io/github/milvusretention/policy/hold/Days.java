package io.github.milvusretention.policy.hold;

import io.github.milvusretention.period.RuleException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/**
 * A range of dates, both included.
 *
 * @param from null for no first day
 * @param to null for no last day
 */
public record Days(@Nullable LocalDate from, @Nullable LocalDate to) {
  /** Throws {@link RuleException} if it ends before it begins, or has no end at all. */
  public Days {
    RuleException.check(
        from != null || to != null, "from", "is missing, and so is to", "write one of them");
    RuleException.check(
        from == null || to == null || !to.isBefore(from),
        "to",
        to + " is before from, " + from,
        "write the first day as from and the last as to");
  }

  /** Whether any moment of the half-open span, in local time, is in it. */
  boolean overlaps(LocalDateTime start, LocalDateTime end) {
    return (from == null || end.isAfter(from.atStartOfDay()))
        && (to == null || start.isBefore(to.plusDays(1).atStartOfDay()));
  }

  /** Reads {@code 2026-11-24}; throws {@link RuleException}. */
  public static LocalDate day(String text) {
    try {
      LocalDate day = LocalDate.parse(text);
      if (day.getYear() >= 0 && day.getYear() <= 9999) {
        return day;
      }
    } catch (DateTimeParseException e) {
      // Refused below, like a year that nobody means.
    }
    throw new RuleException("\"" + text + "\" is not a date", "write one such as 2026-11-24");
  }

  /** The first moment after that day in UTC: what expires on it still counts on it. */
  public static Instant endOf(LocalDate day) {
    return day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  @Override
  public String toString() {
    return (from == null ? "" : "from " + from + (to == null ? "" : " "))
        + (to == null ? "" : "to " + to);
  }
}
