package io.github.milvusretention.console.access.oidc;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** The clock of this machine, after some time that did not really pass. */
final class LaterClock extends Clock {
  private volatile Duration later = Duration.ZERO;

  void pass(Duration time) {
    later = later.plus(time);
  }

  @Override
  public Instant instant() {
    return Instant.now().plus(later);
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
