package io.github.milvusretention.console.act;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusretention.console.PassedTime;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** How much of what is refused is recorded, and that the rest is counted. */
class RecordedRefusalsTest {
  private final PassedTime time = new PassedTime();
  private final RecordedRefusals refusals = new RecordedRefusals(time);

  private int taken(String who, int times) {
    int taken = 0;
    for (int i = 0; i < times; i++) {
      taken += refusals.take(who) ? 1 : 0;
    }
    return taken;
  }

  @Test
  void twenty_a_minute_of_each_person_are_recorded() {
    assertThat(taken("vic", 100)).isEqualTo(20);
    assertThat(taken("ada", 1)).isEqualTo(1);

    time.pass(Duration.ofMinutes(1));
    assertThat(taken("vic", 100)).isEqualTo(20);
  }

  @Test
  void what_is_left_out_is_told_once_a_minute() {
    taken("vic", 20);
    assertThat(refusals.toTell("vic")).isZero();

    taken("vic", 3);
    assertThat(refusals.toTell("ada")).isZero();
    assertThat(refusals.toTell("vic")).isEqualTo(3);

    taken("vic", 5);
    assertThat(refusals.toTell("vic")).isZero();
    time.pass(Duration.ofMinutes(1));
    assertThat(refusals.toTell("vic")).isEqualTo(5);
    assertThat(refusals.toTell("vic")).isZero();
  }
}
