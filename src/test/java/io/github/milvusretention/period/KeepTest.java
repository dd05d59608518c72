package io.github.milvusretention.period;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.ZonedDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeepTest {
  @ParameterizedTest
  @CsvSource({
    "P3M, P3M",
    "p3m, P3M",
    "P90D, P90D",
    "P2W, P14D",
    "P1Y6M2D, P1Y6M2D",
    "PT24H, PT24H",
    "PT120M, PT2H",
    "P999Y, P999Y",
  })
  void readsIsoAndWritesItBack(String text, String canonical) {
    Keep keep = Keep.parse(text);
    assertThat(keep).hasToString(canonical).isEqualTo(Keep.parse(canonical));
    assertThat(keep).hasSameHashCodeAs(Keep.parse(canonical));
  }

  @Test
  void differsFromOtherLengths() {
    assertThat(Keep.parse("P1D")).isNotEqualTo(Keep.parse("PT24H")).isNotEqualTo("P1D");
  }

  @ParameterizedTest
  @CsvSource({
    "P0D, is zero",
    "PT0H, is zero",
    "P0Y0M0D, is zero",
    "P-3M, has a negative part",
    "-P3M, has a negative part",
    "P3M-1D, has a negative part",
    "PT-3H, has a negative part",
    "PT24H-60M, has a negative part",
    "PT3M, not a whole number of hours",
    "PT0.5S, not a whole number of hours",
    "PT1H30M, not a whole number of hours",
    "P1DT12H, neither an ISO-8601 period nor a duration in hours",
    "'', neither an ISO-8601 period",
    "P, neither an ISO-8601 period",
    "PT, neither an ISO-8601 period",
    "3M, neither an ISO-8601 period",
    "90, neither an ISO-8601 period",
    "forever, neither an ISO-8601 period",
    "P99999999999999M, neither an ISO-8601 period",
    "PT99999999999999999999H, neither an ISO-8601 period",
    "P1000Y, a thousand years or more",
    "P2147483647M, a thousand years or more",
    "P2147483647D, a thousand years or more",
    "P999Y12M, a thousand years or more",
    "PT8760000H, a thousand years or more",
  })
  void refusesInvalidLengthsWithACure(String text, String problem) {
    assertThatThrownBy(() -> Keep.parse(text))
        .isInstanceOfSatisfying(
            RuleException.class,
            e -> {
              assertThat(e.problem()).startsWith("\"" + text + "\"").contains(problem);
              assertThat(e.cure()).startsWith("write ");
              assertThat(e.key()).isNull();
            });
  }

  @ParameterizedTest
  @CsvSource({
    "2026-02-01T00:00Z[UTC], P3M, 2026-05-01T00:00Z[UTC]",
    "2024-02-01T00:00Z[UTC], P1M, 2024-03-01T00:00Z[UTC]",
    "2026-01-31T00:00Z[UTC], P1M, 2026-02-28T00:00Z[UTC]",
    "2024-02-29T00:00Z[UTC], P1Y, 2025-02-28T00:00Z[UTC]",
    // A calendar day across a change of clocks has 23 or 25 hours, PT24H never.
    "2026-03-08T00:00-08:00[America/Los_Angeles], P1D, 2026-03-09T00:00-07:00[America/Los_Angeles]",
    "2026-03-08T00:00-08:00[America/Los_Angeles], PT24H, 2026-03-09T01:00-07:00[America/Los_Angeles]",
    "2026-04-05T00:00+13:00[Pacific/Auckland], P1D, 2026-04-06T00:00+12:00[Pacific/Auckland]",
    "2026-04-05T00:00+13:00[Pacific/Auckland], PT24H, 2026-04-05T23:00+12:00[Pacific/Auckland]",
    // Midnight comes twice: the first. Midnight is skipped: the first moment of that date.
    "2026-03-01T00:00-05:00[America/Havana], P8M, 2026-11-01T00:00-04:00[America/Havana]",
    "2026-02-08T00:00-05:00[America/Havana], P1M, 2026-03-08T01:00-04:00[America/Havana]",
    "10000-01-01T00:00Z[UTC], P999Y, 10999-01-01T00:00Z[UTC]",
  })
  void addsByTheCalendarOfTheZone(String end, String keep, String expires) {
    assertThat(Keep.parse(keep).after(moment(end))).isEqualTo(moment(expires));
  }

  @ParameterizedTest
  @ValueSource(strings = {"P999Y", "P364000D", "PT8750000H"})
  void doesNotOverflow(String keep) {
    assertThat(Keep.parse(keep).after(moment("10000-01-01T00:00Z[UTC]")).getYear())
        .isBetween(10_990, 11_000);
  }

  private static ZonedDateTime moment(String text) {
    return ZonedDateTime.parse(text.startsWith("1") ? "+" + text : text);
  }
}
