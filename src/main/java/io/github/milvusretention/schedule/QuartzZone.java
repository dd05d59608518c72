package io.github.milvusretention.schedule;

import io.github.milvusretention.period.RuleException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.TimeZone;

/**
 * A policy's zone as Quartz keeps it: by the id of a {@link TimeZone}, which knows fewer ids than
 * {@link ZoneId} and takes one it does not know for GMT without a word.
 */
final class QuartzZone {
  private QuartzZone() {}

  static TimeZone of(ZoneId zone) {
    // UTC+02:00 is such an id; its offset alone, +02:00, becomes GMT+02:00.
    TimeZone known =
        zone.normalized() instanceof ZoneOffset offset
            ? TimeZone.getTimeZone(offset)
            : TimeZone.getTimeZone(zone);
    if (!known.toZoneId().getRules().equals(zone.getRules())) {
      throw new RuleException(
          "zone", "\"" + zone + "\" is no zone that Quartz can keep", "write whole minutes");
    }
    return known;
  }

  /** Whether a trigger that was read back keeps that zone. */
  static boolean same(TimeZone kept, ZoneId zone) {
    return kept.getID().equals(of(zone).getID());
  }
}
