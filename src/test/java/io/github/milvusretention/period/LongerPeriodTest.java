package io.github.milvusretention.period;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A name gives the first unit of a period that lasts longer. */
class LongerPeriodTest {
  private static final List<String> ZONES =
      List.of(
          "UTC",
          "America/Los_Angeles",
          "America/Havana",
          "America/St_Johns",
          "Australia/Lord_Howe",
          "Pacific/Apia",
          "Africa/Casablanca");

  @ParameterizedTest
  @CsvSource({
    // Weeks from Monday; from Sunday, as the weeks of the US health statistics (2026, week 1).
    "2026-09-07T00:00, DAY, P1W, UTC, 2026-09-07T00:00:00Z, 2026-09-14T00:00:00Z",
    "2026-01-04T00:00, DAY, P1W, America/New_York, 2026-01-04T05:00:00Z, 2026-01-11T05:00:00Z",
    // Weeks in which the clocks are changed last 167 and 169 hours.
    "2026-03-02T00:00, DAY, P1W, America/Los_Angeles, 2026-03-02T08:00:00Z, 2026-03-09T07:00:00Z",
    "2026-10-26T00:00, DAY, P7D, America/Los_Angeles, 2026-10-26T07:00:00Z, 2026-11-02T08:00:00Z",
    "2026-10-26T00:00, DAY, PT168H, America/Los_Angeles, 2026-10-26T07:00:00Z,"
        + " 2026-11-02T08:00:00Z",
    // Ten days, two weeks, half years.
    "2026-02-20T00:00, DAY, P10D, UTC, 2026-02-20T00:00:00Z, 2026-03-02T00:00:00Z",
    "2026-12-21T00:00, DAY, P2W, UTC, 2026-12-21T00:00:00Z, 2027-01-04T00:00:00Z",
    "2026-07-01T00:00, MONTH, P6M, UTC, 2026-07-01T00:00:00Z, 2027-01-01T00:00:00Z",
    "2023-12-31T00:00, DAY, P2M, UTC, 2023-12-31T00:00:00Z, 2024-02-29T00:00:00Z",
    // Fiscal years: of the United Kingdom from 6 April, of the United States from 1 October.
    "2026-04-06T00:00, DAY, P1Y, Europe/London, 2026-04-05T23:00:00Z, 2027-04-05T23:00:00Z",
    "2025-10-01T00:00, MONTH, P1Y, America/New_York, 2025-10-01T04:00:00Z, 2026-10-01T04:00:00Z",
    // Shop calendar of 2023, a year of 53 weeks: from 29 January to 3 February.
    "2023-01-29T00:00, DAY, P53W, UTC, 2023-01-29T00:00:00Z, 2024-02-04T00:00:00Z",
    // Hours by the local clock: the first six hours of these days last seven and five.
    "2026-11-01T00:00, HOUR, PT6H, America/Los_Angeles, 2026-11-01T07:00:00Z, 2026-11-01T14:00:00Z",
    "2026-03-08T00:00, HOUR, PT6H, America/Los_Angeles, 2026-03-08T08:00:00Z, 2026-03-08T13:00:00Z",
    // It ends in the hour that comes twice: at the second one, unless nothing before is repeated.
    "2026-10-31T22:00, HOUR, PT3H, America/Los_Angeles, 2026-11-01T05:00:00Z, 2026-11-01T08:00:00Z",
    "2010-10-31T00:00, DAY, P1W, America/St_Johns, 2010-10-31T02:30:00Z, 2010-11-07T03:30:00Z",
    "2026-10-25T00:00, DAY, P1W, America/Havana, 2026-10-25T04:00:00Z, 2026-11-01T04:00:00Z",
    "2026-03-01T00:00, DAY, P1W, America/Havana, 2026-03-01T05:00:00Z, 2026-03-08T05:00:00Z",
    // A day of it is skipped.
    "2011-12-24T00:00, DAY, P1W, Pacific/Apia, 2011-12-24T10:00:00Z, 2011-12-30T10:00:00Z",
    "9999-12-31T00:00, DAY, P1W, UTC, 9999-12-31T00:00:00Z, +10000-01-07T00:00:00Z",
  })
  void lastsByTheCalendarOfItsZone(
      LocalDateTime start, Unit unit, String length, String zone, Instant first, Instant end) {
    Period period = Period.of(start, unit, Keep.parse(length), ZoneId.of(zone)).orElseThrow();
    assertThat(period.start().toInstant()).isEqualTo(first);
    assertThat(period.end().toInstant()).isEqualTo(end);
    assertThat(period.unit()).isEqualTo(unit);
    assertThat(period.length()).isEqualTo(Keep.parse(length));
  }

  @Test
  void isNoneWhereTheClocksSkipTheUnitThatIsNamed() {
    assertThat(
            Period.of(
                LocalDateTime.of(2011, 12, 30, 0, 0),
                Unit.DAY,
                Keep.parse("P1W"),
                ZoneId.of("Pacific/Apia")))
        .isEmpty();
  }

  @Test
  void isOneUnitWithoutALength() {
    LocalDateTime start = LocalDateTime.of(2026, 9, 7, 0, 0);
    ZoneId zone = ZoneId.of("Pacific/Auckland");
    assertThat(Period.of(start, Unit.DAY, null, zone)).isEqualTo(Period.of(start, Unit.DAY, zone));
  }

  @ParameterizedTest
  @CsvSource({
    "HOUR, PT1H, false",
    "DAY, PT23H, true",
    "DAY, PT24H, false",
    "DAY, P1D, false",
    "WEEK, P6D, true",
    "WEEK, P7D, false",
    "WEEK, P1M, false",
    "MONTH, P30D, true",
    "MONTH, P31D, false",
    "MONTH, P4W, true",
    "MONTH, P1M, false",
    "QUARTER, P91D, true",
    "QUARTER, P92D, false",
    "QUARTER, P2M, true",
    "QUARTER, P3M, false",
    "YEAR, P365D, true",
    "YEAR, P366D, false",
    "YEAR, P11M, true",
    "YEAR, P12M, false",
    "YEAR, P1Y, false",
  })
  void aUnitCanOutlastALengthThatIsShorterInSomeYear(Unit unit, String length, boolean can) {
    assertThat(unit.canOutlast(Keep.parse(length))).isEqualTo(can);
  }

  @Test
  void neverEndsBeforeTheUnitThatIsNamedNorBeforeAShorterPeriod() {
    Random random = new Random(20261125);
    List<String> lengths = List.of("PT24H", "P1D", "PT36H", "P3D", "P1W", "P10D", "P1M", "P1Y");
    for (int i = 0; i < 5_000; i++) {
      ZoneId zone = ZoneId.of(ZONES.get(random.nextInt(ZONES.size())));
      LocalDateTime start = LocalDateTime.of(2000, 1, 1, 0, 0).plusDays(random.nextInt(15_000));
      Period before = Period.of(start, Unit.DAY, zone).orElse(null);
      for (String length : lengths) {
        Period longer = Period.of(start, Unit.DAY, Keep.parse(length), zone).orElse(null);
        if (before == null || longer == null) {
          assertThat(longer).isEqualTo(before);
          continue;
        }
        assertThat(longer.start()).isEqualTo(before.start());
        assertThat(longer.end().toInstant())
            .as("%s in %s lasts %s", start, zone, length)
            .isAfterOrEqualTo(before.end().toInstant());
        before = longer;
      }
    }
  }
}
