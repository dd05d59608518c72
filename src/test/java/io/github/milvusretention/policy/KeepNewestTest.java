package io.github.milvusretention.policy;

import static io.github.milvusretention.policy.Verdict.EXPIRED;
import static io.github.milvusretention.policy.Verdict.KEPT;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusretention.period.AsOf;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The newest periods of each collection are kept, however old they are. */
class KeepNewestTest {
  private static final Given DAYS = Given.patterns("uuuuMMdd").keep("P1D");

  @Test
  void keepsTheNewestEvenIfExpired() {
    List<Decision> decisions =
        DAYS.keepNewest(2).decideAll("2026-11-24", "20240101", "20240103", "20240102");
    assertThat(decisions).extracting(Decision::verdict).containsExactly(EXPIRED, KEPT, KEPT);
    assertThat(decisions.get(2).reason())
        .isEqualTo(
            "2024-01-02 expired 2024-01-04, but is one of the newest periods of the collection"
                + " (keep-newest 2)");
  }

  @Test
  void aKeptPeriodCounts() {
    assertThat(DAYS.keepNewest(1).decideAll("2026-11-24", "20261124", "20240103"))
        .extracting(Decision::verdict)
        .containsExactly(KEPT, EXPIRED);
  }

  @Test
  void aPeriodInTheFutureDoesNotCount() {
    assertThat(DAYS.keepNewest(1).decideAll("2026-11-24", "99991231", "20261125", "20240103"))
        .extracting(Decision::verdict)
        .containsExactly(KEPT, KEPT, KEPT);
  }

  @Test
  void aNameCreatedAheadDoesNotCount() {
    assertThat(
            Given.patterns("MMMM")
                .keepNewest(1)
                .decideAll("2026-11-24", "december", "january", "february"))
        .extracting(Decision::verdict)
        .containsExactly(KEPT, EXPIRED, KEPT);
  }

  @Test
  void twoNamesOfOnePeriodAreOnePeriod() {
    assertThat(
            Given.patterns("MMM", "MMMM")
                .keepNewest(2)
                .decideAll("2026-11-24", "march", "MAR", "feb", "january"))
        .extracting(Decision::verdict)
        .containsExactly(KEPT, KEPT, KEPT, EXPIRED);
  }

  @Test
  void zeroKeepsNone() {
    assertThat(DAYS.keepNewest(0).decide("2026-11-24", "20240103").verdict()).isEqualTo(EXPIRED);
  }

  @Test
  void countsForEachCollectionSeparately() {
    Policy policy = DAYS.keepNewest(1).policy();
    assertThat(
            Given.decide(
                policy,
                List.of(policy),
                AsOf.parse("2026-11-24"),
                List.of(
                    Given.listing("a", "20260105", "20260104"),
                    Given.listing("b", "20250105", "20250104"))))
        .extracting(Decision::verdict)
        .containsExactly(KEPT, EXPIRED, KEPT, EXPIRED);
  }

  @Test
  void ofTwoPeriodsThatEndTogetherTheShorterIsNewer() {
    assertThat(
            Given.patterns("uuuuMM", "uuuuMMdd")
                .keepNewest(1)
                .decideAll("2026-11-24", "202601", "20260131"))
        .extracting(Decision::verdict)
        .containsExactly(EXPIRED, KEPT);
  }
}
