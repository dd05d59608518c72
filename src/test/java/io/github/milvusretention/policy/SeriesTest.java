package io.github.milvusretention.policy;

import static io.github.milvusretention.policy.Verdict.CONFLICT;
import static io.github.milvusretention.policy.Verdict.EXPIRED;
import static io.github.milvusretention.policy.Verdict.KEPT;
import static io.github.milvusretention.policy.Verdict.PROTECTED;
import static io.github.milvusretention.policy.Verdict.UNRECOGNISED;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusretention.period.AsOf;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Names that share the text of a star are counted by themselves. */
class SeriesTest {
  private static final Given TENANTS = Given.patterns("*_uuuu_MM").keep("P1M").keepNewest(1);

  @Test
  void aDormantTenantKeepsItsNewest() {
    List<Decision> decisions =
        TENANTS.decideAll(
            "2026-11-24",
            "acme_2026_11",
            "acme_2026_09",
            "dormant_2021_02",
            "dormant_2021_01",
            "Dormant_2020_01");
    assertThat(decisions)
        .extracting(Decision::verdict)
        .containsExactly(KEPT, EXPIRED, KEPT, EXPIRED, KEPT);
    assertThat(decisions)
        .extracting(Decision::series)
        .containsExactly("acme", "acme", "dormant", "dormant", "Dormant");
    assertThat(decisions.get(2).reason())
        .isEqualTo(
            "February 2021 expired 2021-04-01, but is one of the newest periods of \"dormant\" in"
                + " the collection (keep-newest 1)");
  }

  @Test
  void namesWithoutAStarAreASeriesOfTheirOwn() {
    assertThat(
            Given.patterns("*_uuuu_MM", "uuuu_MM")
                .keep("P1M")
                .keepNewest(1)
                .decideAll("2026-11-24", "acme_2026_01", "2020_02", "2020_01"))
        .extracting(Decision::verdict)
        .containsExactly(KEPT, KEPT, EXPIRED);
  }

  @Test
  void keepsANameWhoseTextMayEndElsewhere() {
    Decision decision = Given.patterns("*uuMM").decide("2026-11-24", "p20260112");
    assertThat(decision.verdict()).isEqualTo(UNRECOGNISED);
    assertThat(decision.reason())
        .isEqualTo("ambiguous: *uuMM leaves open where the text of * ends");
    assertThat(Given.patterns("*_uu_MM").decide("2026-11-24", "2026_01_05").reason())
        .isEqualTo(
            "ambiguous: *_uu_MM has no year of four digits, and \"2026\" could hold a part of the"
                + " date");
    assertThat(Given.patterns("MMMM_*").decide("2026-11-24", "january_2027").verdict())
        .isEqualTo(UNRECOGNISED);
  }

  @Test
  void keepsANameOfWhichTwoPatternsMakeTwoTexts() {
    Decision decision =
        Given.patterns("*_uuuu_MM", "*uuuu_MM").decide("2026-11-24", "acme_2026_01");
    assertThat(decision.verdict()).isEqualTo(UNRECOGNISED);
    assertThat(decision.reason())
        .isEqualTo(
            "ambiguous: *_uuuu_MM reads it as January 2026 of \"acme\", *uuuu_MM as January 2026"
                + " of \"acme_\"");
    assertThat(
            Given.patterns("*_uuuu_MM", "'acme_'uuuu_MM")
                .decide("2026-11-24", "acme_2026_01")
                .verdict())
        .isEqualTo(UNRECOGNISED);
  }

  @Test
  void aNameThatAnotherPolicyCouldReadIsInConflictThoughThatOneIsNotCertain() {
    Policy months = Given.patterns("'acme1'uuuuMM").policy();
    Policy tenants = Given.patterns("*uuuuMM").name("tenants").policy();
    List<Decision> decisions =
        Given.decide(
            months,
            List.of(months, tenants),
            AsOf.parse("2026-11-24"),
            List.of(Given.docs("acme1202601")));
    assertThat(decisions).extracting(Decision::verdict).containsExactly(CONFLICT);
  }

  @Test
  void protectsTheDefaultPartitionWhateverTheStar() {
    assertThat(Given.patterns("*_uuuu").decide("2026-11-24", "_default").verdict())
        .isEqualTo(PROTECTED);
  }
}
