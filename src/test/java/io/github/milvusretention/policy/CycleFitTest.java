package io.github.milvusretention.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.milvusretention.period.AsOf;
import io.github.milvusretention.period.RuleException;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** keep, one unit and lead must leave a day on which a name without a year is expired. */
class CycleFitTest {
  @ParameterizedTest
  @CsvSource({
    "MMMM, P12M, , keep, at most P9M",
    "MMMM, P10M, , keep, at most P9M",
    "MMMM, P1Y, , keep, at most P9M",
    "MMMM, P9M, P2M, keep, at most P8M",
    "MMMM, P11M, P1D, keep, at most P10M",
    "MMMM, P11M, PT10H, keep, at most P10M",
    "MMMM, P400D, , keep, at most P302D",
    "MMMM, P1M400D, , keep, at most P302D",
    "MMMM, PT9000H, , keep, at most PT7248H",
    "MMMM, P999Y, , keep, at most P9M",
    "MMMM, P3M, P11M, lead, a shorter lead",
    "MMMM, P3M, P3Y, lead, a shorter lead",
    "EEE, P5D, , keep, at most P4D",
    "EEE, P1W, , keep, at most P4D",
    "EEE, P1M, , keep, at most P4D",
    "EEE, PT200H, , keep, at most PT96H",
    "EEE, P4D, P2D, keep, at most P3D",
    "EEE, P1D, P1M, lead, a shorter lead",
  })
  void refusesAKeepThatDoesNotFitAndNamesTheLongest(
      String pattern, String keep, @Nullable String lead, String key, String cure) {
    Given given = Given.patterns(pattern).keep(keep);
    Given mistake = lead == null ? given : given.lead(lead);
    assertThatThrownBy(mistake::policy)
        .isInstanceOfSatisfying(
            RuleException.class,
            e -> {
              assertThat(e.key()).isEqualTo(key);
              assertThat(e.problem()).contains("names without a year (" + pattern + ")");
              assertThat(e.cure()).contains(cure);
            });
  }

  @ParameterizedTest
  @CsvSource({
    "MMMM, P9M, P1M",
    "MMMM, P8M, P2M",
    "MMMM, P302D, P1M",
    "MMMM, PT7248H, P1M",
    "EEE, P4D, P1D",
    "EEE, PT96H, P1D"
  })
  void theLongestKeepLetsEveryNameExpireInEveryCycle(String pattern, String keep, String lead) {
    Policy policy = Given.patterns(pattern).keep(keep).lead(lead).policy();
    List<String> names =
        pattern.equals("EEE") ? List.of("mon", "sun") : List.of("january", "february", "december");
    int years = pattern.equals("EEE") ? 1 : 5;
    LocalDate first = LocalDate.of(2024, 6, 1);
    for (String name : names) {
      long expiredPeriods =
          first
              .datesUntil(first.plusYears(years))
              .map(date -> new AsOf(date.atStartOfDay(), false))
              .map(asOf -> Given.decide(policy, List.of(policy), asOf, List.of(Given.docs(name))))
              .map(decisions -> decisions.get(0))
              .filter(decision -> decision.verdict() == Verdict.EXPIRED)
              .map(decision -> decision.period())
              .distinct()
              .count();
      assertThat(expiredPeriods).isGreaterThanOrEqualTo(pattern.equals("EEE") ? 52 : 5);
    }
  }

  @ParameterizedTest
  @CsvSource({"Pacific/Auckland, PT95H", "America/Havana, PT95H", "Australia/Lord_Howe, PT95H"})
  void accountsForTheHourOfAClockChange(String zone, String longest) {
    assertThatThrownBy(() -> Given.patterns("EEE").keep("PT96H").zone(zone).policy())
        .hasMessageContaining("at most " + longest);
    assertThat(Given.patterns("EEE").keep(longest).zone(zone).policy().keep()).hasToString(longest);
  }

  @Test
  void skipsADayThatTheZoneSkipped() {
    Given apia = Given.patterns("EEEE").keep("P2D").zone("Pacific/Apia");
    Decision friday = apia.decide("2011-12-31", "friday");
    assertThat(friday.reason()).startsWith("2011-12-23 ended 2011-12-24");
    assertThat(apia.decide("2011-12-29", "friday").reason()).startsWith("2011-12-23 ended");
    assertThat(apia.decide("2012-01-04", "friday").reason()).startsWith("2011-12-23 ended");
    assertThat(apia.decide("2012-01-05", "friday").reason()).contains("ahead for 2012-01-06");
  }
}
