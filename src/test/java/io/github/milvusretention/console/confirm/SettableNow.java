package io.github.milvusretention.console.confirm;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that goes on from the moment that a test sets. */
final class SettableNow extends Clock {
  private volatile Duration ahead;

  SettableNow(String instant) {
    ahead = until(instant);
  }

  private static Duration until(String instant) {
    return Duration.between(Clock.systemUTC().instant(), Instant.parse(instant));
  }

  void set(String instant) {
    ahead = until(instant);
  }

  @Override
  public Instant instant() {
    return Clock.systemUTC().instant().plus(ahead);
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return this;
  }
}
