package io.github.milvusretention.plan.caution;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusretention.ledger.seen.SeenRows.Seen;
import io.github.milvusretention.period.Period;
import io.github.milvusretention.plan.RowCounts.Count;
import io.github.milvusretention.policy.Given;
import io.github.milvusretention.policy.Objection;
import io.github.milvusretention.policy.Policy;
import io.github.milvusretention.policy.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whether a partition is still written, and what counts as another night. */
class GrowthTest {
  private static final Instant NOW = Instant.parse("2026-11-25T03:15:00Z");
  private static final Growth GROWTH = new Growth(NOW, Duration.ofHours(12));
  private static final Period JANUARY =
      Objects.requireNonNull(Given.patterns("uuuu-MM").decide("2026-11-25", "2026-01").period());

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          7 | 7 | 2026-11-24T03:15:00Z | goes
          7 | 6 | 2026-11-24T03:15:00Z | goes
          7 | 8 | 2026-11-24T03:15:00Z | STILL_WRITTEN
          0 | 1 | 2026-11-24T03:15:00Z | STILL_WRITTEN
          7 | 7 | 2026-11-24T15:15:00Z | goes
          7 | 7 | 2026-11-24T15:15:01Z | KEPT
          7 | 8 | 2026-11-24T15:15:01Z | KEPT
          7 | 7 | 2026-11-26T03:15:00Z | KEPT
          7 | 7 | 2026-02-01T00:00:00Z | goes
          7 | 7 | 2026-01-31T23:59:59Z | KEPT
          """)
  void anEarlierNightAfterThePeriodDecides(long before, long rows, Instant at, String verdict) {
    assertThat(verdict(new Count.Rows(rows), new Seen(before, at))).isEqualTo(verdict);
  }

  @Test
  void withoutACountThenOrNowItIsKept() {
    assertThat(verdict(new Count.Rows(7), null)).isEqualTo("KEPT");
    assertThat(verdict(new Count.Unread("no answer"), new Seen(7, NOW.minus(Duration.ofDays(1)))))
        .isEqualTo("KEPT");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          -                | PT12H   | 2026-11-26T03:15:00Z
          0 15 3 * * ?     | PT12H   | 2026-11-26T03:15:00Z
          0 0 * * * ?      | PT30M   | 2026-11-25T04:00:00Z
          0 0 0/6 * * ?    | PT3H    | 2026-11-25T06:00:00Z
          0 15 3 ? * MON   | PT12H   | 2026-11-30T03:15:00Z
          0 0 3 1 1 ? 2027 | PT12H   | 2027-01-01T03:00:00Z
          0 0 0 1 1 ? 2026-2027 | PT12H | 2027-01-01T00:00:00Z
          """)
  void nightsFollowTheSchedule(@Nullable String schedule, Duration apart, Instant next) {
    Policy policy = Given.patterns("uuuu-MM").schedule(schedule).policy();

    assertThat(Nights.apart(policy, NOW)).isEqualTo(apart);
    assertThat(Nights.next(policy, NOW)).isEqualTo(next);
  }

  @Test
  void summerTimeMovesTheNextNight() {
    Policy policy =
        Given.patterns("uuuu-MM").zone("Europe/Berlin").schedule("0 15 3 * * ?").policy();

    assertThat(Nights.next(policy, Instant.parse("2026-03-28T02:15:00Z")))
        .isEqualTo(Instant.parse("2026-03-29T01:15:00Z"));
  }

  private static String verdict(Count count, @Nullable Seen earlier) {
    return GROWTH
        .objection(count, earlier, JANUARY)
        .map(Objection::verdict)
        .map(Verdict::name)
        .orElse("goes");
  }
}
