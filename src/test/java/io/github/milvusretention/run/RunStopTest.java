package io.github.milvusretention.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.milvusretention.lease.MachineClocks;
import org.junit.jupiter.api.Test;

class RunStopTest {
  private final StopSignal signal = new StopSignal();
  private long millis;
  private int questions;
  private boolean asked;
  private final RunStop stop =
      new RunStop(
          signal,
          () -> {
            questions++;
            return asked;
          },
          new MachineClocks(() -> millis * 1_000_000, () -> millis));

  @Test
  void theDatabaseIsAskedOnceInASecond() {
    for (int i = 0; i < 30; i++) {
      assertThat(stop.requested()).isFalse();
      millis += 100;
    }
    assertThat(questions).isEqualTo(3);
  }

  @Test
  void aStopFromAnotherProcessIsSeenWithinASecondAndStays() {
    stop.check();
    asked = true;
    millis += 1_000;
    assertThat(stop.requested()).isTrue();

    asked = false;
    millis += 5_000;
    assertThat(stop.requested()).isTrue();
    assertThat(questions).as("there is nothing more to ask").isEqualTo(2);
    assertThatExceptionOfType(RunFailure.class)
        .isThrownBy(stop::check)
        .withMessage("stopped; a rerun continues from here")
        .satisfies(failure -> assertThat(failure.exit()).isEqualTo(RunExit.STOPPED));
  }

  @Test
  void betweenPartitionsItIsAskedEachTime() {
    assertThat(stop.requestedNow()).isFalse();
    asked = true;
    assertThat(stop.requested()).as("known within the last second").isFalse();
    assertThat(stop.requestedNow()).isTrue();
    assertThat(stop.requested()).isTrue();
  }

  @Test
  void aSignalToThisProcessNeedsNoDatabase() {
    signal.request();
    assertThat(stop.requested()).isTrue();
    assertThat(stop.requestedNow()).isTrue();
    assertThat(questions).isZero();
  }
}
