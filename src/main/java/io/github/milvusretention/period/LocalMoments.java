package io.github.milvusretention.period;

import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.zone.ZoneOffsetTransition;

/**
 * Where a stretch of local time {@code [from, to)} begins and ends on the time line, when the
 * clocks are put forward (some local times do not exist) or back (some come twice).
 */
final class LocalMoments {
  private LocalMoments() {}

  /** The first instant at which the local clock shows {@code from} or, in a gap, has passed it. */
  static ZonedDateTime first(LocalDateTime from, ZoneId zone) {
    ZoneOffsetTransition change = zone.getRules().getTransition(from);
    return change != null && change.isGap()
        ? change.getInstant().atZone(zone)
        : ZonedDateTime.ofLocal(from, zone, null);
  }

  /**
   * The first instant from which no local time before {@code to} comes any more. In an overlap that
   * is the second time the clock shows {@code to}, unless the clocks are put back to exactly {@code
   * to}: then nothing before it is repeated.
   */
  static ZonedDateTime end(LocalDateTime to, ZoneId zone) {
    ZoneOffsetTransition change = zone.getRules().getTransition(to);
    boolean repeated =
        change != null && change.isOverlap() && to.isAfter(change.getDateTimeAfter());
    return repeated ? ZonedDateTime.ofLocal(to, zone, change.getOffsetAfter()) : first(to, zone);
  }
}
