package io.github.milvusretention.lease;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which clock of a repository is compared with ours, whatever its database is. */
class ClockComparedTest {
  private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");

  @ParameterizedTest
  @CsvSource({
    ",               true",
    "127.0.0.1,      true",
    "::1,            true",
    "203.0.113.7,    false",
    "2001:db8::7,    false",
  })
  void theClockOfAnotherMachineIsCompared(@Nullable String address, boolean here) {
    var reading =
        RepositoryClock.reading(NOON, NOON.plusMillis(3), NOON.minusSeconds(3600), address);

    assertThat(reading.isEmpty()).isEqualTo(here);
    reading.ifPresent(
        shown -> assertThat(shown.skew()).isEqualTo(Duration.ofHours(1).minusMillis(1)));
  }
}
