package io.github.milvusretention.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusretention.period.AsOf;
import java.time.ZonedDateTime;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The day on which each name expires: it is kept at the as-of before and expired at the given one.
 * Covers leap days, years of 53 weeks, clock changes, and the last year.
 */
class CalendarTableTest {
  @ParameterizedTest(name = "{0} {1} {2} {3}")
  @CsvSource(
      delimiter = '|',
      value = {
        // pattern | zone | keep | name | kept by | expired by
        // months, with and without a year
        "uuuuMM | UTC | P3M | 202601 | 2026-04-30 | 2026-05-01",
        "MMMM | UTC | P3M | january | 2026-04-30 | 2026-05-01",
        "MMMM | UTC | P3M | november | 2026-02-28 | 2026-03-01",
        "MMM | UTC | P1D | FEB | 2024-03-01 | 2024-03-02",
        "MMM | UTC | P1D | FEB | 2026-03-01 | 2026-03-02",
        "uuuuMM | UTC | P1M | 202601 | 2026-02-28 | 2026-03-01",
        // leap days
        "uuuuMMdd | UTC | P1Y | 20240229 | 2025-02-28 | 2025-03-01",
        "uuuuMMdd | UTC | P1Y | 20240228 | 2025-02-27 | 2025-02-28",
        "uuuuMMdd | UTC | P365D | 20240229 | 2025-02-28 | 2025-03-01",
        "uuuuMMdd | UTC | P1M | 20240130 | 2024-02-28 | 2024-02-29",
        "uuuuDDD | UTC | P1D | 2024366 | 2025-01-01 | 2025-01-02",
        "uuuuDDD | UTC | P1D | 2026365 | 2027-01-01 | 2027-01-02",
        // ISO weeks around New Year
        "YYYY'w'ww | UTC | P1D | 2020w53 | 2021-01-04 | 2021-01-05",
        "YYYY'w'ww | UTC | P1D | 2026w53 | 2027-01-04 | 2027-01-05",
        "YYYY'w'ww | UTC | P1D | 2025w52 | 2025-12-29 | 2025-12-30",
        "YYYY'w'ww | UTC | P1D | 2026w01 | 2026-01-05 | 2026-01-06",
        "YYYY'w'ww | UTC | P4W | 2026w09 | 2026-03-29 | 2026-03-30",
        // quarters and years
        "uuuu'q'Q | UTC | P1M | 2026q1 | 2026-04-30 | 2026-05-01",
        "uuuu'q'Q | UTC | P1M | 2026q4 | 2027-01-31 | 2027-02-01",
        "uuuu | UTC | P7Y | 2019 | 2026-12-31 | 2027-01-01",
        // weekdays
        "EEE | UTC | P2D | mon | 2026-11-25 | 2026-11-26",
        "EEEE | UTC | P4D | Monday | 2026-11-27 | 2026-11-28",
        // hours, exactly and by the calendar
        "uuuuMMddHH | UTC | PT24H | 2026010523 | 2026-01-06T23 | 2026-01-07T00",
        "uuuuMMddHH | UTC | P1D | 2026010507 | 2026-01-06T07 | 2026-01-06T08",
        "uuuuMMddHH | UTC | PT1H | 2026010507 | 2026-01-05 | 2026-01-06",
        "uuuuMMdd | UTC | PT24H | 20260105 | 2026-01-06 | 2026-01-07",
        "uuuuMMdd | UTC | PT25H | 20260105 | 2026-01-07 | 2026-01-08",
        // Auckland: 5 April 2026 has 25 hours, 27 September 23
        "uuuuMMdd | Pacific/Auckland | P1D | 20260404 | 2026-04-05 | 2026-04-06",
        "uuuuMMdd | Pacific/Auckland | PT24H | 20260404 | 2026-04-05T22 | 2026-04-05T23",
        "uuuuMMdd | Pacific/Auckland | PT24H | 20260926 | 2026-09-28T00 | 2026-09-28T01",
        "uuuuMMddHH | Pacific/Auckland | PT1H | 2026040502 | 2026-04-05T03 | 2026-04-05T04",
        "uuuuMMddHH | Pacific/Auckland | PT1H | 2026092701 | 2026-09-27T03 | 2026-09-27T04",
        "MMMM | Pacific/Auckland | P3M | january | 2026-04-30 | 2026-05-01",
        // Los Angeles: 8 March 2026 has 23 hours, 1 November 25, with 01:00 twice
        "uuuuMMdd | America/Los_Angeles | P1D | 20260307 | 2026-03-08 | 2026-03-09",
        "uuuuMMdd | America/Los_Angeles | PT24H | 20260307 | 2026-03-09T00 | 2026-03-09T01",
        "uuuuMMddHH | America/Los_Angeles | PT1H | 2026110101 | 2026-11-01T02 | 2026-11-01T03",
        "uuuuMMddHH | America/Los_Angeles | PT1H | 2026110100 | 2026-11-01T01 | 2026-11-01T02",
        // Lord Howe moves by half an hour: 02:00–02:30 skipped, 01:30–02:00 twice
        "uuuuMMddHH | Australia/Lord_Howe | PT1H | 2026100402 | 2026-10-04T03 | 2026-10-04T04",
        "uuuuMMddHH | Australia/Lord_Howe | PT1H | 2026100401 | 2026-10-04T03 | 2026-10-04T04",
        "uuuuMMddHH | Australia/Lord_Howe | PT1H | 2026040501 | 2026-04-05T02 | 2026-04-05T03",
        "uuuuMMdd | Australia/Lord_Howe | P1D | 20261003 | 2026-10-04 | 2026-10-05",
        // the largest year a name can have, and as-ofs that never reach the expiry
        "uuuu | UTC | P1D | 9998 | 9999-01-01 | 9999-01-02",
        "uuuuMMdd | UTC | P1D | 99991229 | 9999-12-30 | 9999-12-31",
      })
  void expiresOnItsDayAndNotBefore(
      String pattern, String zone, String keep, String name, String keptBy, String expiredBy) {
    Given given = Given.patterns(pattern).zone(zone).keep(keep);
    assertThat(given.decide(keptBy, name).verdict()).isEqualTo(Verdict.KEPT);
    Decision expired = given.decide(expiredBy, name);
    assertThat(expired.verdict()).isEqualTo(Verdict.EXPIRED);
    ZonedDateTime expires = Objects.requireNonNull(expired.expires());
    assertThat(expires).isBeforeOrEqualTo(AsOf.parse(expiredBy).at(expires.getZone()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "uuuu | P999Y | 9999",
        "uuuuMMdd | P999Y | 99991231",
        "uuuuMMddHH | PT8750000H | 9999123123",
        "YYYY'w'ww | P364000D | 9999w52",
      })
  void neverExpiresAfterTheLastYear(String pattern, String keep, String name) {
    Decision decision = Given.patterns(pattern).keep(keep).decide("9999-12-31", name);
    assertThat(decision.verdict()).isEqualTo(Verdict.KEPT);
    assertThat(decision.expires()).isNotNull();
  }

  @ParameterizedTest
  @CsvSource({
    "tr, MMMM, nisan, 2026-07-31, 2026-08-01",
    "tr, MMMM, NISAN, 2026-07-31, 2026-08-01",
    "fr, MMMM, avril, 2026-07-31, 2026-08-01",
    "en, MMMM, APRIL, 2026-07-31, 2026-08-01",
    "en, MMM, sep, 2026-12-31, 2027-01-01",
  })
  void expiresOnTheSameDayInEveryLanguage(
      String locale, String pattern, String name, String keptBy, String expiredBy) {
    Given given = Given.patterns(pattern).locale(locale);
    assertThat(given.decide(keptBy, name).verdict()).isEqualTo(Verdict.KEPT);
    assertThat(given.decide(expiredBy, name).verdict()).isEqualTo(Verdict.EXPIRED);
  }
}
