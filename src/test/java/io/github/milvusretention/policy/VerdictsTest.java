package io.github.milvusretention.policy;

import static io.github.milvusretention.policy.Verdict.CONFLICT;
import static io.github.milvusretention.policy.Verdict.EXPIRED;
import static io.github.milvusretention.policy.Verdict.KEPT;
import static io.github.milvusretention.policy.Verdict.PROTECTED;
import static io.github.milvusretention.policy.Verdict.UNRECOGNISED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.github.milvusretention.period.AsOf;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One verdict for each partition, with a clear reason. */
class VerdictsTest {
  private static final Given MONTHS = Given.patterns("MMMM");

  @Test
  void decidesAYearOfMonths() {
    assertThat(
            MONTHS
                .keepNewest(1)
                .decideAll(
                    "2026-11-24",
                    "_default",
                    "january",
                    "august",
                    "november",
                    "december",
                    "archive"))
        .extracting(decision -> decision.address().partition(), Decision::verdict, Decision::reason)
        .containsExactly(
            tuple("_default", PROTECTED, "the default partition, which Milvus never drops"),
            tuple(
                "january",
                EXPIRED,
                "January 2026 ended 2026-02-01; kept P3M until 2026-05-01; expired as of"
                    + " 2026-11-24"),
            tuple("august", KEPT, "August 2026 ended 2026-09-01; kept P3M until 2026-12-01"),
            tuple("november", KEPT, "November 2026 ends 2026-12-01; kept P3M until 2027-03-01"),
            tuple(
                "december",
                KEPT,
                "created ahead for December 2026, which begins 2026-12-01, within lead P1M"
                    + " of as-of 2026-11-24"),
            tuple("archive", UNRECOGNISED, "no pattern of the policy reads this name: MMMM"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "uuuuMMddHH | 2026010523 | hour 2026-01-05T23 ended 2026-01-06; kept P3M until 2026-04-06",
        "uuuuMMddHH | 2026010507 | hour 2026-01-05T07 ended 2026-01-05T08:00; kept P3M until"
            + " 2026-04-05T08:00",
        "uuuuMMdd | 20260105 | 2026-01-05 ended 2026-01-06; kept P3M until 2026-04-06",
        "YYYY'w'ww | 2026w01 | week 2026-W01 ended 2026-01-05; kept P3M until 2026-04-05",
        "uuuuMM | 202601 | January 2026 ended 2026-02-01; kept P3M until 2026-05-01",
        "uuuu'q'Q | 2025q4 | quarter 2025-Q4 ended 2026-01-01; kept P3M until 2026-04-01",
        "uuuu | 2025 | year 2025 ended 2026-01-01; kept P3M until 2026-04-01",
      })
  void namesEveryUnit(String pattern, String name, String reason) {
    assertThat(Given.patterns(pattern).decide("2026-02-20", name).reason()).isEqualTo(reason);
  }

  @Test
  void keepsTheFuture() {
    Decision decision = Given.patterns("uuuuMM").decide("2026-11-24", "202612");
    assertThat(decision.verdict()).isEqualTo(KEPT);
    assertThat(decision.reason())
        .isEqualTo("December 2026 begins 2026-12-01, after as-of 2026-11-24");
  }

  @ParameterizedTest
  @ValueSource(strings = {"uuuu", "MMMM", "'_default'_uuuu", "EEEE"})
  void protectsTheDefaultPartitionWhateverThePatterns(String pattern) {
    assertThat(Given.patterns(pattern).keep("P1D").decide("2026-11-24", "_default").verdict())
        .isEqualTo(PROTECTED);
  }

  @Test
  void protectsAllOfACollectionWithAPartitionKeyAndOfAnExternalOne() {
    Policy policy = Given.patterns("uuuuMM", "'_default_'uuuu").policy();
    List<String> names = List.of("_default", "_default_0", "_default_2001", "202001");
    for (boolean external : new boolean[] {true, false}) {
      Listing listing = new Listing("prod", "default", "docs", "1", !external, external, names);
      List<Decision> decisions =
          Given.decide(policy, List.of(policy), AsOf.parse("2026-11-24"), List.of(listing));
      assertThat(decisions).hasSize(4).allMatch(decision -> decision.verdict() == PROTECTED);
      assertThat(decisions.get(3).reason())
          .contains(external ? "an external collection" : "has a partition key");
      assertThat(decisions.get(3).period()).isNull();
      assertThat(decisions.get(3).expires()).isNull();
    }
  }

  @Test
  void refusesANameThatTwoPatternsReadDifferently() {
    Decision decision = Given.patterns("uuuuMMdd", "ddMMuuuu").decide("2026-11-24", "20101112");
    assertThat(decision.verdict()).isEqualTo(UNRECOGNISED);
    assertThat(decision.reason())
        .isEqualTo("ambiguous: uuuuMMdd reads it as 2010-11-12, ddMMuuuu as 1112-10-20");
  }

  @Test
  void acceptsANameThatTwoPatternsReadAlike() {
    Decision decision = Given.patterns("uuuuMMM", "uuuuMMMM").decide("2026-11-24", "2026may");
    assertThat(decision.verdict()).isEqualTo(EXPIRED);
  }

  @Test
  void refusesTheHourThatTheClocksSkip() {
    Decision decision =
        Given.patterns("uuuuMMddHH").zone("America/Los_Angeles").decide("2026-11-24", "2026030802");
    assertThat(decision.verdict()).isEqualTo(UNRECOGNISED);
    assertThat(decision.reason())
        .isEqualTo("uuuuMMddHH reads a time that the clocks of America/Los_Angeles skip");
  }

  @Test
  void reportsANameThatHasTheFormButIsNotADate() {
    Given days = Given.patterns("MMMM", "uuuu-MM-dd");
    assertThat(days.decide("2026-11-24", "2026-02-30").reason())
        .isEqualTo("has the form of uuuu-MM-dd, but is not a date written that way");
    assertThat(days.decide("2026-11-24", "2026-02").reason())
        .isEqualTo("no pattern of the policy reads this name: MMMM, uuuu-MM-dd");
  }

  @Test
  void refusesACollectionThatThePolicyDoesNotSelect() {
    Policy policy = MONTHS.collections("docs").policy();
    AsOf asOf = AsOf.parse("2026-11-24");
    for (Listing foreign :
        List.of(
            Given.listing("chats", "january"),
            new Listing("other", "default", "docs", "1", false, false, List.of("january")),
            new Listing("prod", "staging", "docs", "1", false, false, List.of("january")))) {
      assertThatThrownBy(() -> Given.decide(policy, List.of(policy), asOf, List.of(foreign)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("policy nightly does not select");
    }
  }

  @Test
  void keepsTheCollectionIdAndTheOrderOfTheListing() {
    Policy policy = MONTHS.policy();
    assertThat(
            Given.decide(
                policy,
                List.of(policy),
                AsOf.parse("2026-11-24"),
                List.of(Given.listing("b", "march", "january"), Given.listing("a", "may"))))
        .extracting(decision -> decision.address().toString(), Decision::collectionId)
        .containsExactly(
            tuple("default.b/march", "id-of-b"),
            tuple("default.b/january", "id-of-b"),
            tuple("default.a/may", "id-of-a"));
  }

  @Test
  void isInConflictOnlyBetweenPolicies() {
    assertThat(MONTHS.decideAll("2026-11-24", "january", "JANUARY"))
        .extracting(Decision::verdict)
        .containsExactly(EXPIRED, EXPIRED)
        .doesNotContain(CONFLICT);
  }
}
