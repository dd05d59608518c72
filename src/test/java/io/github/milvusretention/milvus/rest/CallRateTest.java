package io.github.milvusretention.milvus.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bucket4j.TimeMeter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CallRateTest {
  /** A clock that only advances by waiting. */
  private static final class ManualTimeMeter implements TimeMeter {
    private long nanos;

    @Override
    public long currentTimeNanos() {
      return nanos;
    }

    @Override
    public boolean isWallClockBased() {
      return false;
    }
  }

  @Test
  void callsAreSpacedEvenlyWithoutABurstAfterIdleTime() throws InterruptedException {
    ManualTimeMeter clock = new ManualTimeMeter();
    CallRate rate = new CallRate(5, clock, wait -> clock.nanos += wait);
    clock.nanos += 10_000_000_000L;
    List<Long> turns = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      rate.await();
      turns.add((clock.nanos - 10_000_000_000L) / 1_000_000);
    }
    assertThat(turns).containsExactly(0L, 200L, 400L, 600L, 800L, 1000L);
  }
}
