package io.github.milvusretention.lease;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ClockWatchTest {
  private long nanos;
  private long millis = 1_790_000_000_000L;
  private final ClockWatch watch = new ClockWatch(new MachineClocks(() -> nanos, () -> millis));

  @Test
  void bothClocksAtTheSamePaceAreNotApart() {
    pass(Duration.ofDays(40));

    assertThat(watch.reading().skew()).isZero();
  }

  @Test
  void aWallClockThatIsSetIsApartUntilItIsTrusted() {
    pass(Duration.ofHours(1));
    millis += Duration.ofDays(20).toMillis();
    assertThat(watch.reading().within(Duration.ofDays(19))).isFalse();
    assertThat(watch.reading().describe()).startsWith("20d ahead of the time that this process");

    watch.trust();
    assertThat(watch.reading().skew()).isZero();
    millis -= Duration.ofDays(20).toMillis();
    assertThat(watch.reading().skew()).isEqualTo(Duration.ofDays(-20));
  }

  private void pass(Duration time) {
    nanos += time.toNanos();
    millis += time.toMillis();
  }
}
