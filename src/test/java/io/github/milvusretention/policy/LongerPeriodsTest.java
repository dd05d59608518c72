package io.github.milvusretention.policy;

import static io.github.milvusretention.policy.Verdict.EXPIRED;
import static io.github.milvusretention.policy.Verdict.KEPT;
import static io.github.milvusretention.policy.Verdict.UNRECOGNISED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.milvusretention.period.RuleException;
import io.github.milvusretention.tier.Slow;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A name gives the first day, and the rules say how long the period lasts. */
class LongerPeriodsTest {
  private static final Given WEEKS = Given.patterns("'p'uuuuMMdd").period("P1W").keep("P7D");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        // pattern | zone | period | keep | name | kept by | expired by
        "'p'uuuuMMdd | UTC | P1W | P7D | p20260907 | 2026-09-20 | 2026-09-21",
        "'p'uuuuMMdd | UTC | P2W | P3M | p20260907 | 2026-12-20 | 2026-12-21",
        "'p'uuuuMMdd | UTC | P10D | P1D | p20260221 | 2026-03-03 | 2026-03-04",
        "'p'uuuuMMdd | UTC | P1M | P1M | p20260131 | 2026-03-27 | 2026-03-28",
        "'p'uuuuMMdd | Europe/London | P1Y | P6Y | p20260406 | 2033-04-05 | 2033-04-06",
        "'fy'uuuuMM | America/New_York | P1Y | P7Y | fy202510 | 2033-09-30 | 2033-10-01",
        "uuuuMM | UTC | P6M | P1M | 202607 | 2027-01-31 | 2027-02-01",
        "uuuuMMddHH | UTC | PT6H | PT1H | 2026090718 | 2026-09-08T00 | 2026-09-08T01",
        "uuuuMMddHH | America/Los_Angeles | PT6H | PT1H | 2026110100 | 2026-11-01T06 |"
            + " 2026-11-01T07",
        "uuuuMMddHH | America/Los_Angeles | PT6H | PT1H | 2026030800 | 2026-03-08T06 |"
            + " 2026-03-08T07",
        "YYYY'w'ww | UTC | P2W | P1D | 2026w53 | 2027-01-11 | 2027-01-12",
      })
  void goesWhenAllOfItHasBeenKept(
      String pattern,
      String zone,
      String period,
      String keep,
      String name,
      String keptBy,
      String expiredBy) {
    Given given = Given.patterns(pattern).zone(zone).period(period).keep(keep);
    assertThat(given.decide(keptBy, name).verdict()).isEqualTo(KEPT);
    assertThat(given.decide(expiredBy, name).verdict()).isEqualTo(EXPIRED);
  }

  @Test
  void tellsTheSpanThatItLasts() {
    assertThat(WEEKS.decide("2026-09-21", "p20260907").reason())
        .startsWith("P7D from 2026-09-07 ended 2026-09-14; kept P7D until 2026-09-21");
    assertThat(WEEKS.decide("2026-09-10", "p20260907").reason())
        .isEqualTo("P7D from 2026-09-07 ends 2026-09-14; kept P7D until 2026-09-21");
    assertThat(WEEKS.decide("2026-09-01", "p20260907").reason())
        .isEqualTo("P7D from 2026-09-07 begins 2026-09-07, after as-of 2026-09-01");
    assertThat(
            Given.patterns("uuuuMMddHH").period("PT6H").decide("2026-09-10", "2026090718").reason())
        .startsWith("PT6H from 2026-09-07T18:00 ended 2026-09-08; kept P3M until");
  }

  @Test
  void isUnrecognisedWhereTheClocksSkipTheDayThatIsNamed() {
    assertThat(WEEKS.zone("Pacific/Apia").decide("2026-11-24", "p20111230").verdict())
        .isEqualTo(UNRECOGNISED);
  }

  @Test
  void mayOverlap() {
    assertThat(WEEKS.decideAll("2026-09-24", "p20260907", "p20260910", "p20260911"))
        .extracting(Decision::verdict)
        .containsExactly(EXPIRED, EXPIRED, KEPT);
  }

  @Test
  void twoNamesOfOneSpanAreOnePeriodForKeepNewest() {
    assertThat(
            Given.patterns("uuuuMMdd", "uuuuMM")
                .period("P1M")
                .keep("P1M")
                .keepNewest(2)
                .decideAll("2026-11-24", "20260301", "202603", "202602", "202601"))
        .extracting(Decision::verdict)
        .containsExactly(KEPT, KEPT, KEPT, EXPIRED);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "uuuuMMdd | PT23H | PT23H is shorter than the day that \"uuuuMMdd\" reads | at least P1D",
        "YYYY'w'ww | P6D | P6D is shorter than the week that \"YYYY'w'ww\" reads | at least P7D",
        "uuuuMM | P30D | P30D is shorter than the month that \"uuuuMM\" reads | at least P1M",
        "uuuuMM | P1W | P7D is shorter than the month that \"uuuuMM\" reads | at least P1M",
        "uuuu'q'Q | P2M | P2M is shorter than the quarter | at least P3M",
        "uuuu | P365D | P365D is shorter than the year that \"uuuu\" reads | at least P1Y",
        "MMMM | P3M | is set, but names of \"MMMM\" have no year | put the year into the names",
        "EEE | P1D | is set, but names of \"EEE\" have no year | put the year into the names",
      })
  void isRefusedWhereTheNameStandsForMoreOrHasNoYear(
      String pattern, String period, String problem, String cure) {
    for (Given given :
        new Given[] {Given.patterns(pattern), Given.patterns("uuuuMMddHH", pattern)}) {
      assertThatThrownBy(() -> given.period(period).keep("P2D").policy())
          .isInstanceOfSatisfying(
              RuleException.class,
              e -> {
                assertThat(e.key()).isEqualTo("period");
                assertThat(e.problem()).contains(problem);
                assertThat(e.cure()).contains(cure);
              });
    }
  }

  /** A longer period never lets anything go sooner. */
  @Slow
  @Test
  void neverGoesBeforeTheSameNameReadAsOneDay() {
    Random random = new Random(20261125);
    String[] zones = {"UTC", "America/Los_Angeles", "America/Havana", "Pacific/Apia"};
    String[] lengths = {"P1D", "PT24H", "P3D", "P1W", "P1M", "P1Y"};
    int expired = 0;
    for (int i = 0; i < 3_000; i++) {
      Given days = Given.patterns("uuuuMMdd").zone(zones[random.nextInt(4)]).keep("P7D");
      LocalDate day = LocalDate.of(2005, 1, 1).plusDays(random.nextInt(10_000));
      String name = DateTimeFormatter.BASIC_ISO_DATE.format(day);
      String asOf = day.plusDays(random.nextInt(500)).toString();
      Decision longer = days.period(lengths[random.nextInt(6)]).decide(asOf, name);
      if (longer.verdict() == EXPIRED) {
        assertThat(days.decide(asOf, name).verdict()).as("%s by %s", name, asOf).isEqualTo(EXPIRED);
        expired++;
      }
    }
    assertThat(expired).isBetween(500, 2_900);
  }
}
