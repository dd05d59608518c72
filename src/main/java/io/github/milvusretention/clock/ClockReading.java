package io.github.milvusretention.clock;

import java.time.Duration;
import java.time.Instant;

/**
 * What another clock showed, beside this machine's clock. Both are intervals: an answer takes time,
 * and a clock may show whole seconds only.
 *
 * @param clock whose it is, for a sentence
 * @param ours what this machine's clock showed before it was asked
 * @param oursUntil what this machine's clock showed after the answer; not before {@code ours}
 * @param theirs the earliest time that the other clock may have shown
 * @param theirsUntil the latest; after {@code theirs}
 */
public record ClockReading(
    String clock, Instant ours, Instant oursUntil, Instant theirs, Instant theirsUntil) {
  public ClockReading {
    if (oursUntil.isBefore(ours) || !theirsUntil.isAfter(theirs)) {
      throw new IllegalArgumentException(
          "not intervals: %s to %s, %s to %s".formatted(ours, oursUntil, theirs, theirsUntil));
    }
  }

  /**
   * An exchange with a clock that shows a time in whole steps.
   *
   * @param before this machine's clock before it; may be after {@code after}, if it was set back
   * @param step the resolution of the other clock
   */
  public static ClockReading of(
      String clock, Instant before, Instant after, Instant shown, Duration step) {
    boolean setBack = after.isBefore(before);
    return new ClockReading(
        clock, setBack ? after : before, setBack ? before : after, shown, shown.plus(step));
  }

  /**
   * This machine's clock must not be before {@code earliest}; however far after it does not matter.
   */
  public static ClockReading notBefore(String clock, Instant now, Instant earliest) {
    return new ClockReading(clock, now, now, earliest, Instant.MAX);
  }

  /** How far this machine's clock is certainly ahead; negative if it is behind. */
  public Duration skew() {
    if (ours.isAfter(theirsUntil)) {
      return Duration.between(theirsUntil, ours);
    }
    return oursUntil.isBefore(theirs) ? Duration.between(theirs, oursUntil) : Duration.ZERO;
  }

  public boolean within(Duration tolerance) {
    return skew().abs().compareTo(tolerance) <= 0;
  }

  /** For example {@code 30d ahead of cluster prod}. */
  public String describe() {
    Duration skew = skew();
    if (skew.abs().compareTo(Duration.ofSeconds(1)) < 0) {
      return "not apart from " + clock;
    }
    String length = InWords.of(skew);
    return skew.isNegative() ? length + " behind " + clock : length + " ahead of " + clock;
  }
}
