package io.github.milvusretention.console.nights;

import io.github.milvusretention.period.RuleException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the grid is asked for.
 *
 * @param policy null for all
 * @param until the newest night
 * @param nights how many, 1 to {@link #MOST}
 * @param text a part of the name of a collection or its database; empty for all
 */
record NightsQuery(@Nullable String policy, LocalDate until, int nights, String text) {
  static final int DEFAULT = 30;
  static final int MOST = 90;

  /** Throws {@link RuleException}. */
  NightsQuery {
    RuleException.check(
        nights >= 1 && nights <= MOST,
        "nights",
        nights + " is not a number of nights that the grid shows",
        "write 1 to " + MOST);
  }

  /**
   * As it stands in an address; what is empty is not given.
   *
   * @param today the newest night if none is given
   */
  static NightsQuery of(
      @Nullable String policy,
      @Nullable String until,
      @Nullable Integer nights,
      @Nullable String text,
      LocalDate today) {
    return new NightsQuery(
        policy == null || policy.isEmpty() ? null : policy,
        until == null || until.isBlank() ? today : date(until.strip()),
        nights == null ? DEFAULT : nights,
        text == null ? "" : text.strip());
  }

  private static LocalDate date(String text) {
    try {
      LocalDate date = LocalDate.parse(text);
      if (date.getYear() >= 1970 && date.getYear() <= 9999) {
        return date;
      }
    } catch (DateTimeException e) {
      // Said below, as for a date of another age.
    }
    throw new RuleException(
        "until", "\"" + text + "\" is not a date of a night", "write one such as 2026-11-24");
  }

  public LocalDate first() {
    return until.minusDays(nights - 1L);
  }

  /** The newest first, as the grid shows them. */
  List<LocalDate> dates() {
    return Stream.iterate(until, date -> date.minusDays(1)).limit(nights).toList();
  }
}
