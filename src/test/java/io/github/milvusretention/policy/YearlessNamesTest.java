package io.github.milvusretention.policy;

import static io.github.milvusretention.policy.Verdict.EXPIRED;
import static io.github.milvusretention.policy.Verdict.KEPT;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Names such as "january" and "mon" repeat. */
class YearlessNamesTest {
  private static final Given MONTHS = Given.patterns("MMMM");

  @ParameterizedTest
  @CsvSource({
    "2025-12-01, KEPT, created ahead for January 2026",
    "2025-12-31, KEPT, created ahead for January 2026",
    "2026-01-01, KEPT, January 2026 ends 2026-02-01",
    "2026-02-01, KEPT, January 2026 ended 2026-02-01",
    "2026-04-30, KEPT, January 2026 ended 2026-02-01",
    "2026-05-01, EXPIRED, January 2026 ended 2026-02-01",
    "2026-11-30, EXPIRED, January 2026 ended 2026-02-01",
    "2026-12-01, KEPT, created ahead for January 2027",
  })
  void decidesJanuaryThroughTheYear(String asOf, Verdict verdict, String reason) {
    Decision decision = MONTHS.decide(asOf, "january");
    assertThat(decision.verdict()).isEqualTo(verdict);
    assertThat(decision.reason()).startsWith(reason);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-22, KEPT, created ahead for 2026-11-23",
    "2026-11-23, KEPT, 2026-11-23 ends 2026-11-24",
    "2026-11-25, KEPT, 2026-11-23 ended 2026-11-24",
    "2026-11-26, EXPIRED, 2026-11-23 ended 2026-11-24",
    "2026-11-28, EXPIRED, 2026-11-23 ended 2026-11-24",
    "2026-11-29, KEPT, created ahead for 2026-11-30",
  })
  void decidesMondayThroughTheWeek(String asOf, Verdict verdict, String reason) {
    Decision decision = Given.patterns("EEE").keep("P2D").decide(asOf, "mon");
    assertThat(decision.verdict()).isEqualTo(verdict);
    assertThat(decision.reason()).startsWith(reason);
  }

  @ParameterizedTest
  @CsvSource({
    "P1D, 2026-12-30, 2026-12-31",
    "P2M, 2026-10-31, 2026-11-01",
    "PT36H, 2026-12-30, 2026-12-31"
  })
  void appliesTheLeadBeforeTheNextPeriod(String lead, String old, String ahead) {
    Given months = MONTHS.lead(lead);
    assertThat(months.decide(old, "january").verdict()).isEqualTo(EXPIRED);
    assertThat(months.decide(ahead, "january").verdict()).isEqualTo(KEPT);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-05-01T03:15:00Z, EXPIRED",
    "2026-11-30T23:59:59Z, EXPIRED",
    "2026-12-01T00:00:00Z, UNRECOGNISED",
    "2027-01-15T00:00:00Z, UNRECOGNISED",
    "2027-05-15T00:00:00Z, UNRECOGNISED",
    "2020-01-01T00:00:00Z, EXPIRED",
  })
  void doesNotExpireThisYearsPartitionWithAnOldAsOf(String now, Verdict verdict) {
    assertThat(MONTHS.decideAt(now, "2026-05-01", "january").verdict()).isEqualTo(verdict);
  }

  @Test
  void givesTheReasonWhyAnOldAsOfCannotDecide() {
    assertThat(MONTHS.decideAt("2027-01-15T00:00:00Z", "2026-05-01", "january").reason())
        .isEqualTo(
            "has no year: January 2026 at the as-of, but January 2027 now; use a current as-of");
  }

  @Test
  void anOldAsOfStillDecidesNamesWithAYear() {
    Given dated = Given.patterns("uuuuMM");
    assertThat(dated.decideAt("2030-01-15T00:00:00Z", "2026-05-01", "202601").verdict())
        .isEqualTo(EXPIRED);
    assertThat(dated.decideAt("2030-01-15T00:00:00Z", "2026-04-30", "202601").verdict())
        .isEqualTo(KEPT);
  }

  @Test
  void canBeMixedWithNamesWithAYear() {
    assertThat(Given.patterns("MMMM", "MMMM_uuuu").decide("2026-11-24", "january_2024").verdict())
        .isEqualTo(EXPIRED);
    assertThat(Given.patterns("MM", "'0'M").decide("2026-11-24", "01").verdict())
        .isEqualTo(EXPIRED);
  }
}
