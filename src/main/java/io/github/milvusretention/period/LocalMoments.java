package io.github.milvusretention.period;

import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.zone.ZoneOffsetTransition;

/**
 * Maps a range of local time {@code [from, to)} to instants, across gaps (clocks are set forward,
 * so some local times do not exist) and overlaps (clocks are set back, so some occur twice).
 */
final class LocalMoments {
  private LocalMoments() {}

  /**
   * The first instant at which the local time is {@code from}; in a gap, the first one after it.
   */
  static ZonedDateTime first(LocalDateTime from, ZoneId zone) {
    ZoneOffsetTransition change = zone.getRules().getTransition(from);
    return change != null && change.isGap()
        ? change.getInstant().atZone(zone)
        : ZonedDateTime.ofLocal(from, zone, null);
  }

  /**
   * The first instant after which no local time before {@code to} occurs. In an overlap this is the
   * second occurrence of {@code to}, unless the clocks are set back to exactly {@code to}: then
   * nothing before it is repeated.
   */
  static ZonedDateTime end(LocalDateTime to, ZoneId zone) {
    ZoneOffsetTransition change = zone.getRules().getTransition(to);
    boolean repeated =
        change != null && change.isOverlap() && to.isAfter(change.getDateTimeAfter());
    return repeated ? ZonedDateTime.ofLocal(to, zone, change.getOffsetAfter()) : first(to, zone);
  }
}
