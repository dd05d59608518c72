package io.github.milvusretention.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FiringIntervalsTest {
  @ParameterizedTest
  @CsvSource({
    "0 15 3 * * ?, 2026-11-24T10:00:00Z, PT48H",
    "0 15 3 * * ?, 2026-11-24T03:15:00Z, PT48H",
    "* * * * * ?, 2026-11-24T10:00:00Z, PT2S",
    "0 0 * * * ?, 2026-11-24T10:30:00Z, PT2H",
    "0 15 3 1 * ?, 2026-11-24T10:00:00Z, PT1464H",
    "0 15 3 29 2 ?, 2026-11-24T10:00:00Z, PT70128H",
  })
  void theIntervalsReachFromTheSecondToLastFiringToTheNext(
      String cron, Instant now, Duration expected) {
    assertThat(new FiringIntervals(cron, ZoneOffset.UTC).currentAndPreviousInterval(now))
        .hasValue(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "on Thursday, 2026-11-26T10:00:00Z, PT48H",
    "on Friday the weekend has begun, 2026-11-27T10:00:00Z, PT96H",
    "on Sunday, 2026-11-29T10:00:00Z, PT96H",
    "on Monday Friday was the last but one, 2026-11-30T10:00:00Z, PT96H",
    "on Tuesday the weekend is over, 2026-12-01T10:00:00Z, PT48H",
  })
  void aWeekendWithoutFiringsIsIncluded(String when, Instant now, Duration expected) {
    assertThat(
            new FiringIntervals("0 15 3 ? * MON-FRI", ZoneOffset.UTC)
                .currentAndPreviousInterval(now))
        .as(when)
        .hasValue(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "0 15 3 * * ?, UTC, PT24H",
    "0 15 3 * * ?, Europe/Berlin, PT25H",
    "0 15 3 ? * MON-FRI, UTC, PT72H",
    "0 15 3 1 * ?, UTC, PT744H",
    "0 0 9-17 ? * MON-FRI, UTC, PT64H",
    "0 15 3 29 2 ?, UTC, PT35064H",
    "* * * * * ?, UTC, PT1S",
  })
  void theLongestIntervalIsThatOfAWholeYear(String cron, ZoneId zone, Duration expected) {
    assertThat(new FiringIntervals(cron, zone).longest(Instant.parse("2026-11-24T10:00:00Z")))
        .hasValue(expected);
  }

  @Test
  void aLastFiringHasNoInterval() {
    assertThat(
            new FiringIntervals("0 0 0 1 1 ? 2027", ZoneOffset.UTC)
                .longest(Instant.parse("2026-11-24T10:00:00Z")))
        .isEmpty();
  }

  @Test
  void aDayMayHave25Hours() {
    assertThat(
            new FiringIntervals("0 15 12 * * ?", ZoneId.of("Europe/Berlin"))
                .currentAndPreviousInterval(Instant.parse("2026-10-25T01:00:00Z")))
        .hasValue(Duration.ofHours(49));
  }

  @ParameterizedTest
  @CsvSource({
    "0 15 3 * * ? 2027, 2026-11-24T10:00:00Z",
    "0 15 3 * * ? 2027, 2027-01-01T10:00:00Z",
    "0 15 3 * * ? 2025, 2026-11-24T10:00:00Z",
  })
  void theIntervalsAreEmptyWithoutTwoPastFiringsAndAFutureOne(String cron, Instant now) {
    assertThat(new FiringIntervals(cron, ZoneOffset.UTC).currentAndPreviousInterval(now)).isEmpty();
  }
}
