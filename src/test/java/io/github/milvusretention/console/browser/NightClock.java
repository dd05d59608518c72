package io.github.milvusretention.console.browser;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * The real clock, which can be moved to a past night. There it goes faster, so that a run of a
 * hundred milliseconds looks like one at a real server.
 */
final class NightClock extends Clock {
  private static final int FASTER = 40;

  private record Night(Instant begun, Instant really, int speed) {
    Instant at(Instant real) {
      return begun.plus(Duration.between(really, real).multipliedBy(speed));
    }
  }

  private volatile Night night = new Night(Instant.EPOCH, Instant.EPOCH, 1);

  void begin(Instant moment) {
    night = new Night(moment, Instant.now(), FASTER);
  }

  void present() {
    night = new Night(Instant.EPOCH, Instant.EPOCH, 1);
  }

  /** What it showed at that moment of the present night. */
  Instant at(Instant real) {
    return night.at(real);
  }

  @Override
  public Instant instant() {
    return at(Instant.now());
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    throw new UnsupportedOperationException();
  }
}
