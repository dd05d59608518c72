package io.github.milvusretention.milvus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetriesTest {
  private static final Retries READS = Retries.ofReads(Duration.ofSeconds(60));

  @ParameterizedTest
  @CsvSource({
    "1, 0, 100",
    "1, 1, 200",
    "2, 0, 200",
    "2, 1, 400",
    "3, 1, 800",
    "4, 1, 1600",
    "5, 1, 2000",
    "5, 0, 1000",
    "99, 1, 2000"
  })
  void doublesTheDelayUpToTheCapAndRandomisesHalfOfIt(int failures, double jitter, long millis) {
    assertThat(READS.delay(failures, jitter)).isEqualTo(Duration.ofMillis(millis));
  }

  @Property
  void neverWaitsLongerThanTheCapNorLessThanHalfTheBase(
      @ForAll @IntRange(min = 1, max = 100) int failures,
      @ForAll @DoubleRange(min = 0, max = 1) double jitter) {
    assertThat(READS.delay(failures, jitter))
        .isBetween(Duration.ofMillis(100), Duration.ofSeconds(2));
  }

  @ParameterizedTest
  @CsvSource({
    "0, PT1S, PT1S, PT1S",
    "101, PT1S, PT1S, PT1S",
    "1, PT0S, PT1S, PT1S",
    "1, PT-1S, PT1S, PT1S",
    "1, PT2S, PT1S, PT1S",
    "1, PT1S, PT1S, PT-1S"
  })
  void refusesInvalidValues(int attempts, Duration base, Duration cap, Duration budget) {
    assertThatIllegalArgumentException().isThrownBy(() -> new Retries(attempts, base, cap, budget));
  }
}
