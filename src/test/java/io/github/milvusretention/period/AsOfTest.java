package io.github.milvusretention.period;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AsOfTest {
  @ParameterizedTest
  @ValueSource(
      strings = {"2026-11-24", "2026-11-24T03", "2026-11-24T23", "2024-02-29", "9999-12-31"})
  void readsAndWritesTheSameText(String text) {
    assertThat(AsOf.parse(text)).hasToString(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "2026-11",
        "20261124",
        "2026-11-24T3",
        "2026-11-24T03:00",
        "2026-11-24 03",
        "+2026-11-24",
        "12026-11-24",
        "today",
        "２０２６-11-24"
      })
  void refusesOtherForms(String text) {
    assertThatThrownBy(() -> AsOf.parse(text))
        .isInstanceOf(RuleException.class)
        .hasMessageContaining("\"" + text + "\" is not an as-of")
        .hasMessageContaining("2026-11-24T03");
  }

  @ParameterizedTest
  @ValueSource(strings = {"2026-02-29", "2026-13-01", "2026-04-31", "2026-11-24T24", "2026-00-10"})
  void refusesADateThatDoesNotExist(String text) {
    assertThatThrownBy(() -> AsOf.parse(text))
        .isInstanceOf(RuleException.class)
        .hasMessageContaining("\"" + text + "\" is not on the calendar");
  }

  @Test
  void refusesAMomentFinerThanItsTextForm() {
    LocalDateTime day = LocalDateTime.of(2026, 11, 24, 0, 0);
    for (LocalDateTime moment :
        new LocalDateTime[] {day.plusHours(3), day.withYear(-1), day.withYear(10_000)}) {
      assertThatThrownBy(() -> new AsOf(moment, false))
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThatThrownBy(() -> new AsOf(day.plusMinutes(1), true))
        .hasMessageContaining("a whole hour");
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-24, UTC, 2026-11-24T00:00Z[UTC]",
    "2026-11-24T03, UTC, 2026-11-24T03:00Z[UTC]",
    "2026-11-24, Pacific/Auckland, 2026-11-24T00:00+13:00[Pacific/Auckland]",
    "2026-03-08T02, America/Los_Angeles, 2026-03-08T03:00-07:00[America/Los_Angeles]",
    "2026-11-01T01, America/Los_Angeles, 2026-11-01T01:00-07:00[America/Los_Angeles]",
    "2026-10-04T02, Australia/Lord_Howe, 2026-10-04T02:30+11:00[Australia/Lord_Howe]",
    "2026-04-05T01, Australia/Lord_Howe, 2026-04-05T01:00+11:00[Australia/Lord_Howe]",
    "2026-03-08, America/Havana, 2026-03-08T01:00-04:00[America/Havana]",
    "2026-11-01, America/Havana, 2026-11-01T00:00-04:00[America/Havana]",
  })
  void isTheFirstInstantInTheZone(String asOf, String zone, String moment) {
    assertThat(AsOf.parse(asOf).at(ZoneId.of(zone))).isEqualTo(ZonedDateTime.parse(moment));
  }

  @Test
  void knowsWhetherItIsInTheFuture() {
    AsOf asOf = AsOf.parse("2026-11-24");
    ZoneId auckland = ZoneId.of("Pacific/Auckland");
    assertThat(asOf.isAfter(Instant.parse("2026-11-23T10:59:59Z"), auckland)).isTrue();
    assertThat(asOf.isAfter(Instant.parse("2026-11-23T11:00:00Z"), auckland)).isFalse();
    assertThat(asOf.isAfter(Instant.parse("2026-11-23T11:00:00Z"), ZoneId.of("UTC"))).isTrue();
  }
}
