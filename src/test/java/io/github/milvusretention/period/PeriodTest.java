package io.github.milvusretention.period;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PeriodTest {
  @ParameterizedTest
  @CsvSource({
    // Los Angeles: 02:00 is skipped in March, 01:00 comes twice in November.
    "2026-03-08T01:00, HOUR, America/Los_Angeles, 2026-03-08T09:00Z, 2026-03-08T10:00Z",
    "2026-03-08T03:00, HOUR, America/Los_Angeles, 2026-03-08T10:00Z, 2026-03-08T11:00Z",
    "2026-11-01T00:00, HOUR, America/Los_Angeles, 2026-11-01T07:00Z, 2026-11-01T08:00Z",
    "2026-11-01T01:00, HOUR, America/Los_Angeles, 2026-11-01T08:00Z, 2026-11-01T10:00Z",
    "2026-11-01T02:00, HOUR, America/Los_Angeles, 2026-11-01T10:00Z, 2026-11-01T11:00Z",
    // Auckland: 02:00 is skipped in September, comes twice in April.
    "2026-04-05T02:00, HOUR, Pacific/Auckland, 2026-04-04T13:00Z, 2026-04-04T15:00Z",
    "2026-04-05T00:00, DAY, Pacific/Auckland, 2026-04-04T11:00Z, 2026-04-05T12:00Z",
    "2026-09-27T00:00, DAY, Pacific/Auckland, 2026-09-26T12:00Z, 2026-09-27T11:00Z",
    // Lord Howe moves by half an hour: 02:00–02:30 is skipped, 01:30–02:00 comes twice.
    "2026-10-04T02:00, HOUR, Australia/Lord_Howe, 2026-10-03T15:30Z, 2026-10-03T16:00Z",
    "2026-10-04T01:00, HOUR, Australia/Lord_Howe, 2026-10-03T14:30Z, 2026-10-03T15:30Z",
    "2026-04-05T01:00, HOUR, Australia/Lord_Howe, 2026-04-04T14:00Z, 2026-04-04T15:30Z",
    "2026-04-05T02:00, HOUR, Australia/Lord_Howe, 2026-04-04T15:30Z, 2026-04-04T16:30Z",
    // Havana: midnight itself is skipped, or the hour after it comes twice.
    "2026-03-08T00:00, DAY, America/Havana, 2026-03-08T05:00Z, 2026-03-09T04:00Z",
    "2026-10-31T00:00, DAY, America/Havana, 2026-10-31T04:00Z, 2026-11-01T04:00Z",
    "2026-11-01T00:00, DAY, America/Havana, 2026-11-01T04:00Z, 2026-11-02T05:00Z",
    // St John's of 2010: at 00:01 back to 23:01, so the old day goes on after midnight.
    "2010-11-06T00:00, DAY, America/St_Johns, 2010-11-06T02:30Z, 2010-11-07T03:30Z",
    "2010-11-07T00:00, DAY, America/St_Johns, 2010-11-07T02:30Z, 2010-11-08T03:30Z",
    "2010-03-14T00:00, HOUR, America/St_Johns, 2010-03-14T03:30Z, 2010-03-14T03:31Z",
    "2010-03-14T01:00, HOUR, America/St_Johns, 2010-03-14T03:31Z, 2010-03-14T04:30Z",
    // The end of what four digits can name.
    "9999-12-31T23:00, HOUR, UTC, 9999-12-31T23:00Z, +10000-01-01T00:00Z",
    "9999-01-01T00:00, YEAR, UTC, 9999-01-01T00:00Z, +10000-01-01T00:00Z",
  })
  void spansAllInstantsOfItsLocalTime(
      LocalDateTime start, Unit unit, String zone, ZonedDateTime first, String end) {
    Period period = Period.of(start, unit, ZoneId.of(zone)).orElseThrow();
    assertThat(period.start().toInstant()).isEqualTo(first.toInstant());
    assertThat(period.end().toInstant()).isEqualTo(ZonedDateTime.parse(end).toInstant());
  }

  @ParameterizedTest
  @CsvSource({
    "2026-03-08T02:00, HOUR, America/Los_Angeles",
    "2026-09-27T02:00, HOUR, Pacific/Auckland",
    "2011-12-30T00:00, DAY, Pacific/Apia",
    "2011-12-30T12:00, HOUR, Pacific/Apia",
  })
  void isEmptyIfTheClocksSkipIt(LocalDateTime start, Unit unit, String zone) {
    assertThat(Period.of(start, unit, ZoneId.of(zone))).isEmpty();
  }

  @Test
  void mustEndAfterItStarts() {
    ZonedDateTime now = ZonedDateTime.parse("2026-11-24T00:00Z");
    assertThatThrownBy(() -> new Period(now, now, Unit.DAY))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Period(now, now.minus(Duration.ofHours(1)), Unit.HOUR))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
