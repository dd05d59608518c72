package io.github.milvusretention.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusretention.policy.Decision;
import io.github.milvusretention.policy.Given;
import io.github.milvusretention.policy.Policy;
import io.github.milvusretention.policy.Verdict;
import java.time.Instant;
import java.time.ZonedDateTime;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ProspectTest {
  private static final ZonedDateTime TODAY = ZonedDateTime.parse("2026-11-24T00:00:00Z[UTC]");
  private static final Given MONTHS = Given.patterns("uuuu_MM").keep("P3M");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2026_01 | 0 | 2026-11-25T03:15:00Z | at 2026-11-25T03:15Z; a hold",
        "2026_01 | 0 |                      | no guard refuses; a hold or a longer keep",
        "2026_10 | 0 | 2027-02-01T03:15:00Z | goes at 2027-02-01T03:15Z; earlier with a shorter",
        "2026_10 | 0 |                      | expires 2027-02-01T00:00Z, and stays longer if",
        "2027_01 | 0 | 2027-05-01T03:15:00Z | goes at 2027-05-01T03:15Z; earlier with a shorter",
        "2026_01 | 1 | 2026-12-01T03:15:00Z | if newer partitions are created as before",
        "2026_01 | 1 |                      | stays until newer partitions are created",
        "_default | 1 |                     | nothing: it is never dropped",
        "2026-01 | 1 |                      | until a pattern in partitions reads its name",
      })
  void isWhatWouldHaveToChange(
      String partition, int keepNewest, @Nullable Instant goes, String expected) {
    Given given = MONTHS.keepNewest(keepNewest);
    Decision decision = given.decide("2026-11-24", partition);

    assertThat(Prospect.of(decision, given.policy(), TODAY, null, goes)).contains(expected);
  }

  @Test
  void withAGraceItIsReleasedFirstAndGoesWhenThatIsOver() {
    Given week = MONTHS.grace("P7D");
    Decision due = week.decide("2026-11-24", "2026_01");
    Instant night = Instant.parse("2026-11-25T03:15:00Z");

    assertThat(Prospect.of(due, week.policy(), TODAY, null, night))
        .startsWith(
            "is released by the next run that no guard refuses, and dropped by the first run once"
                + " that is P7D ago, at 2026-11-25T03:15Z");
    assertThat(Prospect.of(due, week.policy(), TODAY, Instant.parse("2026-11-20T03:15:00Z"), night))
        .startsWith("goes by the first run from 2026-11-27T03:15Z on, if nobody loads it");
  }

  @ParameterizedTest
  @EnumSource
  void everyVerdictHasOne(Verdict verdict) {
    Policy policy = MONTHS.policy();
    Decision due = MONTHS.decide("2026-11-24", "2026_01");
    Decision other =
        new Decision(
            due.address(), due.collectionId(), verdict, "because", due.period(), due.expires());

    assertThat(Prospect.of(other, policy, TODAY, null, null)).isNotBlank();
  }
}
