package io.github.milvusretention.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusretention.policy.Given;
import io.github.milvusretention.policy.Policy;
import java.time.Instant;
import java.util.List;
import java.util.TimeZone;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScheduleFindingsTest {
  private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");

  private static List<String> found(@Nullable String schedule, String zone) {
    Policy policy = Given.patterns("uuuu-MM").zone(zone).schedule(schedule).policy();
    return ScheduleFindings.of(policy, NOW).stream()
        .map(finding -> finding.level() + ": " + finding.detail())
        .toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTC", "America/Los_Angeles", "Asia/Tokyo"})
  void theNextThreeFiringsAreToldWhateverTheZoneOfTheMachine(String machine) {
    TimeZone before = TimeZone.getDefault();
    TimeZone.setDefault(TimeZone.getTimeZone(machine));
    try {
      assertThat(found("0 15 4 * * ?", "Europe/Berlin"))
          .containsExactly(
              "ok: fires next at 2026-11-25T04:15+01:00, 2026-11-26T04:15+01:00,"
                  + " 2026-11-27T04:15+01:00");
    } finally {
      TimeZone.setDefault(before);
    }
  }

  @Test
  void aScheduleThatEndsHasFewer() {
    assertThat(found("0 0 6 24,25 12 ? 2026", "+05:30"))
        .containsExactly("ok: fires next at 2026-12-24T06:00+05:30, 2026-12-25T06:00+05:30");
  }

  @Test
  void whoHasNoScheduleRunsByHand() {
    assertThat(found(null, "UTC")).containsExactly("ok: has no schedule: it runs only by hand");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1-5 | SUN-THU",
        "7 | SAT",
        "2,4,6 | MON,WED,FRI",
        "6L | FRIL",
        "6#3 | FRI#3",
        "2/2 | MON/2",
      })
  void numbersOfWeekdaysAreToldByTheirNames(String numbers, String names) {
    assertThat(found("0 15 4 ? * " + numbers, "UTC"))
        .hasSize(2)
        .last()
        .asString()
        .startsWith("warning: the weekdays " + numbers + " mean " + names + ", as Quartz counts");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"0 15 4 ? * MON-FRI", "0 15 4 ? * *", "0 15 4 1-5 * ?", "0 15 4 ? * MON/2"})
  void namesOfWeekdaysAndOtherNumbersAreFine(String schedule) {
    assertThat(found(schedule, "UTC")).singleElement().asString().startsWith("ok: fires next");
  }

  @Test
  void timesThatAClockSkipsOrShowsTwiceAreWarnedOf() {
    assertThat(found("0 30 2 * * ?", "Europe/Berlin"))
        .hasSize(3)
        .contains(
            "warning: there is no 2027-03-28T02:30 in Europe/Berlin, where the clocks go forward"
                + " then: it does not fire that time; choose another hour",
            "warning: 2027-10-31T02:30 comes twice in Europe/Berlin, where the clocks go back then:"
                + " it fires at 2027-10-31T02:30+01:00; choose another hour");
    assertThat(found("0 30 1 * * ?", "Europe/London")).hasSize(3);
  }

  @ParameterizedTest
  @CsvSource({
    "0 30 2 * * ?, UTC",
    "0 30 2 * * ?, Asia/Tokyo",
    "0 59 1 * * ?, Europe/Berlin",
    "0 0 3 * * ?, Europe/Berlin",
    "0 30 * * * ?, Europe/Berlin",
    "0 0/10 * * * ?, Europe/Berlin",
    "0 30 2 ? * MON, Europe/Berlin",
  })
  void otherTimesAndWhoSoonFiresAgainAreNot(String schedule, String zone) {
    assertThat(found(schedule, zone)).singleElement().asString().startsWith("ok: fires next");
  }
}
