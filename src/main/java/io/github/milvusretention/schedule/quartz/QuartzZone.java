package io.github.milvusretention.schedule.quartz;

import io.github.milvusretention.period.RuleException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.TimeZone;

/**
 * Converts the zone of a policy for Quartz, which stores the id of a {@link TimeZone}. That class
 * knows fewer ids than {@link ZoneId} and silently replaces an unknown one by GMT.
 */
public final class QuartzZone {
  private QuartzZone() {}

  public static TimeZone of(ZoneId zone) {
    // TimeZone does not know UTC+02:00, but the offset +02:00 becomes GMT+02:00.
    TimeZone known =
        zone.normalized() instanceof ZoneOffset offset
            ? TimeZone.getTimeZone(offset)
            : TimeZone.getTimeZone(zone);
    if (!known.toZoneId().getRules().equals(zone.getRules())) {
      throw new RuleException(
          "zone", "\"" + zone + "\" cannot be stored by Quartz", "use an offset of whole minutes");
    }
    return known;
  }

  /** Whether the zone of a stored trigger is that zone. */
  public static boolean same(TimeZone stored, ZoneId zone) {
    return stored.getID().equals(of(zone).getID());
  }
}
