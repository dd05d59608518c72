package io.github.milvusretention.policy;

import static io.github.milvusretention.policy.Verdict.EXPIRED;
import static io.github.milvusretention.policy.Verdict.KEPT;
import static io.github.milvusretention.policy.Verdict.UNRECOGNISED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.milvusretention.period.RuleException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Mistakes of other retention tools, which dropped too much or too little. */
class KnownMistakesTest {
  private static final String AS_OF = "2026-11-24";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "cold_storage",
        "2026",
        "p_2026_01",
        "999999",
        "0000-00-00",
        "2026-01-01T00",
        "latest",
        "2026-01-01 ",
        "2026-13-01",
        "2026-02-29",
        "\u0000"
      })
  void aNameWithoutADateIsNotExpired(String name) {
    assertThat(Given.patterns("uuuu-MM-dd").decide(AS_OF, name).verdict()).isEqualTo(UNRECOGNISED);
  }

  @Test
  void aMonthPatternDoesNotMatchInsideADay() {
    Given months = Given.patterns("'p_'uuuu-MM").keep("P30D");
    assertThat(months.decide("2026-03-04", "p_2026-02-27").verdict()).isEqualTo(UNRECOGNISED);
    assertThat(Given.patterns("uuuu").decide(AS_OF, "2016.07.27").verdict())
        .isEqualTo(UNRECOGNISED);
  }

  @Test
  void aDateWithoutAYearIsRefused() {
    assertThatThrownBy(() -> Given.patterns("MM-dd-HH").policy()).hasMessageContaining("no year");
  }

  @Test
  void ageCountsFromTheEndOfThePeriodInCalendarMonths() {
    Given months = Given.patterns("'p'uuuu_MM").keep("P1M");
    assertThat(months.decide("2026-02-01", "p2026_01").verdict()).isEqualTo(KEPT);
    assertThat(months.decide("2026-02-28", "p2026_01").verdict()).isEqualTo(KEPT);
    assertThat(months.decide("2026-03-01", "p2026_01").verdict()).isEqualTo(EXPIRED);
    assertThat(months.keep("P3M").decide("2027-01-01", "p2026_10").verdict()).isEqualTo(KEPT);
  }

  @Test
  void oneBadNameDoesNotStopTheOthers() {
    assertThat(
            Given.patterns("uuuu-MM-dd")
                .decideAll(AS_OF, "2026-13-01", "202601010000", "2026-01-05", "2026-02-29"))
        .extracting(Decision::verdict)
        .containsExactly(UNRECOGNISED, UNRECOGNISED, EXPIRED, UNRECOGNISED);
  }

  @Test
  void unpaddedNamesMatchUnpaddedPatternsAndSayWhyIfTheyDoNot() {
    assertThat(Given.patterns("uuuu-M-d").decide(AS_OF, "2026-1-5").verdict()).isEqualTo(EXPIRED);
    assertThat(Given.patterns("uuuu-M-d").decide(AS_OF, "2026-01-05").reason())
        .contains("has the form of uuuu-M-d, but is not a date written that way");
  }

  @Test
  void weeksAreIsoWeeksAndOnlyThoseThatExist() {
    Given weeks = Given.patterns("YYYY'w'ww").keep("P1D");
    assertThat(weeks.decide(AS_OF, "2025w53").verdict()).isEqualTo(UNRECOGNISED);
    assertThat(weeks.decide(AS_OF, "2025w52").reason())
        .startsWith("week 2025-W52 ended 2025-12-29");
    assertThat(weeks.decide("2021-01-03", "2020w53").verdict()).isEqualTo(KEPT);
    assertThat(weeks.decide("2021-01-05", "2020w53").verdict()).isEqualTo(EXPIRED);
    assertThatThrownBy(() -> Given.patterns("uuuu'w'ww").policy()).hasMessageContaining("YYYY");
  }

  @ParameterizedTest
  @ValueSource(strings = {"uuuu-MM-dd-HH-mm", "uuuu-MM-W", "bbbb", "uuuu-GG"})
  void anUnknownUnitIsAnError(String pattern) {
    assertThatThrownBy(() -> Given.patterns(pattern).policy()).isInstanceOf(RuleException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"P0D", "PT0H", "", "0", "-P1D"})
  void aZeroOrMissingCountIsAnError(String keep) {
    assertThatThrownBy(() -> Given.patterns("uuuuMMdd").keep(keep).policy())
        .isInstanceOf(RuleException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"P100000M", "P2147483647M", "P9223372036854775807D", "PT2562047788015216H"})
  void anAbsurdlyLargeValueIsAnErrorNotAnOverflow(String keep) {
    assertThatThrownBy(() -> Given.patterns("uuuuMMdd").keep(keep).policy())
        .isInstanceOf(RuleException.class);
  }

  @Test
  void aPartitionOfTheFarFutureIsNotAmongTheNewest() {
    assertThat(
            Given.patterns("uuuuMMdd")
                .keepNewest(2)
                .decideAll(AS_OF, "99991231", "99991230", "20260103", "20260102", "20260101"))
        .extracting(Decision::verdict)
        .containsExactly(KEPT, KEPT, KEPT, KEPT, EXPIRED);
  }

  @Test
  void javaPatternsAreStrict() {
    assertThatThrownBy(() -> Given.patterns("YYYY-MM").policy()).hasMessageContaining("uuuu");
    assertThat(Given.patterns("yyyy-MM").decide(AS_OF, "2025-12").reason())
        .startsWith("December 2025");
    assertThat(Given.patterns("uuuu-MM-dd").decide(AS_OF, "2026-02-30").period()).isNull();
    assertThat(Given.patterns("uuuu-MM-dd").decide(AS_OF, "2026-13-45").period()).isNull();
    assertThat(Given.patterns("MMMM").decide(AS_OF, "APRIL").verdict()).isEqualTo(EXPIRED);
    assertThat(Given.patterns("MMM").keep("P1D").decide(AS_OF, "sep").verdict()).isEqualTo(EXPIRED);
  }
}
