package io.github.milvusretention.console.act;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** How much of what is refused is recorded, and that the rest is counted. */
class RecordedRefusalsTest {
  private final AtomicLong nanos = new AtomicLong();
  private final RecordedRefusals refusals =
      new RecordedRefusals(
          new TimeMeter() {
            @Override
            public long currentTimeNanos() {
              return nanos.get();
            }

            @Override
            public boolean isWallClockBased() {
              return false;
            }
          });

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

    nanos.addAndGet(Duration.ofMinutes(1).toNanos());
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
    nanos.addAndGet(Duration.ofMinutes(1).toNanos());
    assertThat(refusals.toTell("vic")).isEqualTo(5);
    assertThat(refusals.toTell("vic")).isZero();
  }
}
