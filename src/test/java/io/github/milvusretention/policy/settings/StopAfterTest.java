package io.github.milvusretention.policy.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusretention.policy.Given;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StopAfterTest {
  @ParameterizedTest(name = "{0} in {1}: from {2} until {3}")
  @CsvSource({
    "05:00, UTC, 2026-11-24T03:15:00Z, 2026-11-24T05:00:00Z",
    "05:00, UTC, 2026-11-24T05:00:00Z, 2026-11-25T05:00:00Z",
    "05:00, UTC, 2026-11-24T04:59:59Z, 2026-11-24T05:00:00Z",
    "05:00, UTC, 2026-11-24T22:00:00Z, 2026-11-25T05:00:00Z",
    "00:00, UTC, 2026-12-31T22:00:00Z, 2027-01-01T00:00:00Z",
    "05:00, Europe/Berlin, 2026-11-24T02:15:00Z, 2026-11-24T04:00:00Z",
    "05:00, Asia/Tokyo, 2026-11-24T18:15:00Z, 2026-11-24T20:00:00Z",
    // 02:30 does not exist on 29 March: the clocks go from 02:00 to 03:00 at 01:00Z.
    "02:30, Europe/Berlin, 2026-03-29T00:15:00Z, 2026-03-29T01:00:00Z",
    "02:00, Europe/Berlin, 2026-03-29T00:15:00Z, 2026-03-29T01:00:00Z",
    "03:00, Europe/Berlin, 2026-03-29T00:15:00Z, 2026-03-29T01:00:00Z",
    "02:30, Europe/Berlin, 2026-03-29T01:00:00Z, 2026-03-30T00:30:00Z",
    // 02:30 exists twice on 25 October, at 00:30Z and at 01:30Z.
    "02:30, Europe/Berlin, 2026-10-24T23:15:00Z, 2026-10-25T00:30:00Z",
    "02:30, Europe/Berlin, 2026-10-25T00:30:00Z, 2026-10-25T01:30:00Z",
    "02:30, Europe/Berlin, 2026-10-25T01:30:00Z, 2026-10-26T01:30:00Z",
    // Samoa had no 30 December 2011.
    "05:00, Pacific/Apia, 2011-12-30T09:00:00Z, 2011-12-30T10:00:00Z",
    "05:00, Pacific/Apia, 2011-12-30T10:00:00Z, 2011-12-30T15:00:00Z",
  })
  void theFirstSuchHourLater(String hour, String zone, Instant start, Instant end) {
    assertThat(new StopAfter(LocalTime.parse(hour), ZoneId.of(zone)).firstAfter(start))
        .isEqualTo(end);
  }

  @Test
  void aPolicyWithoutOneGoesOn() {
    assertThat(Given.patterns("uuuu").policy().stopsAfter(Instant.EPOCH)).isEmpty();
    assertThat(Given.patterns("uuuu").stopAfter("05:00").policy().stopsAfter(Instant.EPOCH))
        .contains(Instant.parse("1970-01-01T05:00:00Z"));
  }
}
