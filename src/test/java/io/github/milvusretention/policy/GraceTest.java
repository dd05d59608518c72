package io.github.milvusretention.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GraceTest {
  private static final Instant RELEASED = Instant.parse("2026-11-24T03:15:07Z");

  @Test
  void withoutAGraceWhatIsExpiredIsDropped() {
    Policy policy = Given.patterns("uuuu").policy();
    assertThat(policy.action(null, RELEASED)).isEqualTo(Action.DROP);
    assertThat(policy.action(RELEASED, RELEASED)).isEqualTo(Action.DROP);
  }

  @ParameterizedTest
  @CsvSource({
    "P7D, UTC, 2026-12-01T03:15:06.999Z, WAIT",
    "P7D, UTC, 2026-12-01T03:15:07Z, DROP",
    "PT1H, UTC, 2026-11-24T04:15:06Z, WAIT",
    "PT1H, UTC, 2026-11-24T04:15:07Z, DROP",
    "P1M, UTC, 2026-12-24T03:15:06Z, WAIT",
    "P1M, UTC, 2026-12-24T03:15:07Z, DROP",
    // A clock that was set back.
    "P7D, UTC, 2026-11-01T00:00:00Z, WAIT",
    // Days are those of the zone: in spring seven of them have 167 hours.
    "P150D, Europe/Berlin, 2027-04-23T02:15:06Z, WAIT",
    "P150D, Europe/Berlin, 2027-04-23T02:15:07Z, DROP",
  })
  void itEndsAsLongAfterTheConfirmation(String grace, String zone, Instant now, Action action) {
    Policy policy = Given.patterns("uuuu").grace(grace).zone(zone).policy();
    assertThat(policy.action(null, now)).isEqualTo(Action.RELEASE);
    assertThat(policy.action(RELEASED, now)).isEqualTo(action);
  }

  @Test
  void nothingIsReleasedThatWasReleased() {
    assertThatThrownBy(() -> new Plan.Released(RELEASED, Action.RELEASE))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
